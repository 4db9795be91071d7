using System.Diagnostics;

namespace CyberWatch.Benchmarks;

internal static class Timed
{
    public static async Task<(double Seconds, T Result)> RunAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, result);
    }
}
