using System.Diagnostics;
using System.Globalization;
using CyberWatch.Infra.Catalogue;

namespace CyberWatch.Benchmarks;

/// <summary>The delivered catalogue, each rule over the facts of its own tests, on one thread: what a judgement of the sector costs.</summary>
internal static class RulesBench
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static Task RunAsync(string[] args)
    {
        var started = Stopwatch.GetTimestamp();
        var rules = RuleCatalogue.Load(RuleCatalogue.DefaultFolder).OrThrow();
        var loaded = Stopwatch.GetElapsedTime(started);
        var cases = rules.All.SelectMany(rule => rule.Tests.Select(test => (rule.Judge, test.Facts))).ToArray();

        PerSecond(cases, Warm);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rate = PerSecond(cases, Measured);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"rules: {rules.All.Count} rules read and compiled in {loaded.TotalMilliseconds:0} ms; {rate / 1e6:0.0} million evaluations/s on one core, {allocated / (rate * Measured.TotalSeconds):0.0} bytes each (aim: 1 million/s)"
            )
        );
        return Task.CompletedTask;
    }

    private static double PerSecond<TFacts>((Func<TFacts, Rules.Engine.Verdict> Judge, TFacts Facts)[] cases, TimeSpan span)
    {
        var (started, evaluations) = (Stopwatch.GetTimestamp(), 0L);
        while (Stopwatch.GetElapsedTime(started) < span)
        {
            foreach (var (judge, facts) in cases)
            {
                judge(facts);
            }

            evaluations += cases.Length;
        }

        return evaluations / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
