using System.Diagnostics;
using System.Globalization;

namespace CyberWatch.Benchmarks;

/// <summary>Asks one thing again and again, after once that does not count.</summary>
internal static class ScaleMeasure
{
    private const int Rounds = 20;

    /// <summary>Prints p50 and p95, and the aim where it is missed. <paramref name="ask"/> is given the number of the round.</summary>
    public static async Task RunAsync(string store, string name, Func<int, Task> ask, double aim)
    {
        await ask(0);
        var took = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask(round);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        took.Sort();
        var (median, high) = (took[Rounds / 2], took[(Rounds * 95 / 100) - 1]);
        Say($"scale on {store}, {name}: p50 {median:0.0} ms, p95 {high:0.0} ms{(high > aim ? $" (aim {aim:0})" : "")}");
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
