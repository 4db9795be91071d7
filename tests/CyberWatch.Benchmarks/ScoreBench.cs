using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>
/// The scores of a whole sector from a registry file: 40,000 establishments with ten alerts each. The peer is the same sum of risks as one
/// query with a window function, run by SQLite itself; both must say the same.
/// </summary>
internal static class ScoreBench
{
    private const int Establishments = 40_000;
    private const int AlertsEach = 10;
    private const int AtATime = 500;

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-bench-");
        try
        {
            using var registries = new BenchRegistry(Path.Combine(folder.FullName, "registry.db"));
            await ScoreBenchRows.FillAsync(registries, Establishments, AlertsEach);
            var (ours, scores) = await Timed.RunAsync(() => ScoresAsync(registries));
            var (theirs, risks) = await Timed.RunAsync(() => ScoreBenchRows.RisksAsync(registries));
            if (scores.Any(score => Math.Abs(score.Value.Risk - risks[score.Key]) > 1e-6))
                throw new InvalidOperationException("The window function of SQLite and our scores differ.");
            var keeper = new StandingKeeper(registries, new RegistryWrites(registries, TimeProvider.System), TimeProvider.System);
            var (kept, _) = await Timed.RunAsync(async () => await keeper.KeepZoneAsync("Europe/Paris", CancellationToken.None));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"score: {scores.Count} establishments, {Establishments * AlertsEach} alerts: scores with grade in {ours:0.0} s (aim: 10 s); the bare sum by SQLite's window function {theirs:0.0} s, ratio {ours / theirs:0.00}; a line of the day kept for each, with coverage and what counted, {kept:0.0} s; peak {Environment.WorkingSet / (1024 * 1024)} MiB"
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, Score>> ScoresAsync(BenchRegistry registries)
    {
        await using var registry = registries.CreateDbContext();
        var finess = await registry.Establishments.Select(row => row.Finess).OrderBy(number => number).ToListAsync();
        var scores = new Dictionary<string, Score>();
        foreach (var some in finess.Chunk(AtATime))
        {
            var alerts = await StandingGround.AlertsAsync(registry, some, CancellationToken.None);
            foreach (var number in some)
                scores[number] = Score.Of(alerts[number]);
        }
        return scores;
    }
}
