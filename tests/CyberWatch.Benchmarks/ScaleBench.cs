using System.Diagnostics;
using System.Globalization;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Benchmarks;

/// <summary>p50 and p95 of what pages ask of a whole sector: establishments, alerts, assets, findings as arguments.</summary>
internal static class ScaleBench
{
    private const int Rounds = 20;
    private const int AtATime = 5_000;
    private const double RegistryAim = 100;
    private const double FindingsAim = 200;
    private static readonly ScaleSizes Small = new(2_000, 20_000, 25_000, 20_000);

    public static async Task RunAsync(string[] arguments)
    {
        var sizes = SizesOf(arguments);
        var folder = Directory.CreateTempSubdirectory("cyberwatch-scale-");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data:Folder", folder.FullName)])
            .AddEnvironmentVariables("CYBERWATCH_")
            .Build();
        await using (var services = ServicesOf(configuration))
        {
            await FillAsync(services, sizes);
            var queries = new ScaleQueries(services, sizes, DateOnly.FromDateTime(Now.UtcDateTime));
            foreach (var (name, ask) in queries.OfRegistry())
                await MeasureAsync(name, ask, RegistryAim);
            foreach (var (name, ask) in queries.OfFindings())
                await MeasureAsync(name, ask, FindingsAim);
        }
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    private static ScaleSizes SizesOf(string[] arguments) =>
        arguments switch
        {
            [] => Small,
            ["full"] => new(40_000, 400_000, 500_000, 5_000_000),
            [var sites, var alerts, var assets, var findings] => new(
                Number(sites),
                Number(alerts),
                Number(assets),
                Number(findings)
            ),
            _ => throw new ArgumentException(
                "scale takes nothing, 'full', or ESTABLISHMENTS ALERTS ASSETS FINDINGS",
                nameof(arguments)
            ),
        };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static ServiceProvider ServicesOf(IConfiguration configuration) =>
        new ServiceCollection()
            .AddLogging()
            .AddRegistry(configuration)
            .AddRegistryQueries()
            .AddFindings(configuration)
            .BuildServiceProvider();

    private static async Task FillAsync(ServiceProvider services, ScaleSizes sizes)
    {
        var began = Stopwatch.GetTimestamp();
        await services.GetRequiredService<RegistryMigration>().MigrateAsync(CancellationToken.None);
        var sector = new SyntheticSector(sizes, Now);
        foreach (var rows in sector.Establishments().Concat(sector.Alerts()).Concat(sector.Assets()).Chunk(AtATime))
        {
            await using var registry = await services
                .GetRequiredService<IDbContextFactory<RegistryContext>>()
                .CreateDbContextAsync();
            registry.ChangeTracker.AutoDetectChangesEnabled = false;
            registry.AddRange(rows);
            await registry.SaveChangesAsync();
        }
        var index = services.GetRequiredService<IFindingIndex>();
        foreach (var documents in new SyntheticFindings(sizes, Now).Documents().Chunk(AtATime))
            await index.UpsertAsync(documents, CancellationToken.None);
        await index.RefreshAsync(CancellationToken.None);
        Say($"scale: {sizes} made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
    }

    private static async Task MeasureAsync(string name, Func<int, Task> ask, double aim)
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
        Say($"scale, {name}: p50 {median:0.0} ms, p95 {high:0.0} ms{(high > aim ? $" (aim {aim:0})" : "")}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
