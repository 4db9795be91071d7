using System.Diagnostics;
using CyberWatch.Infra;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Benchmarks;

/// <summary>What pages ask of the registry of a whole sector: on a file, and on a PostgreSQL of Debian's that is started for it.</summary>
internal static class ScaleRegistry
{
    private const double Aim = 100;

    public static async Task RunAsync(ScaleSizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-scale-");
        try
        {
            await RunAsync("PostgreSQL", OnServer(folder.FullName), sizes);
            await RunAsync("SQLite", new() { ["Data:Folder"] = folder.FullName }, sizes);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string?> OnServer(string folder) =>
        PostgresServer.IsInstalled
            ? new()
            {
                ["Data:Folder"] = folder,
                ["Registry:Provider"] = nameof(DatabaseProvider.Postgres),
                ["Registry:Address"] = PostgresServer.Shared.AddressOf(PostgresServer.Shared.NewDatabase()),
                ["Registry:Password"] = PostgresServer.Password,
            }
            : throw new InvalidOperationException("scale needs Debian's PostgreSQL: apt-get install postgresql");

    private static async Task RunAsync(string store, Dictionary<string, string?> settings, ScaleSizes sizes)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddRegistry(configuration)
            .AddRegistryQueries()
            .BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        await FillAsync(store, services, sizes, now);
        var queries = new ScaleRegistryQueries(services, sizes, DateOnly.FromDateTime(now.UtcDateTime));
        foreach (var (name, ask) in queries.All())
            await ScaleMeasure.RunAsync(store, name, ask, Aim);
    }

    private static async Task FillAsync(string store, ServiceProvider services, ScaleSizes sizes, DateTimeOffset now)
    {
        var began = Stopwatch.GetTimestamp();
        await services.GetRequiredService<RegistryMigration>().MigrateAsync(CancellationToken.None);
        await using var registry = await services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync();
        var (bulk, sector, alerts) = (new BulkRows(registry), new SyntheticSector(sizes, now), new SyntheticAlerts(sizes, now));
        await bulk.AddAsync(sector.Establishments());
        await bulk.AddAsync(sector.Mandates());
        await bulk.AddAsync(sector.Lines());
        await bulk.AddAsync(sector.Scans());
        await bulk.AddAsync(alerts.Alerts());
        await bulk.AddAsync(alerts.Assets());
        await KeepAsync(services, sizes);
        // as autovacuum would before long
        await registry.Database.ExecuteSqlRawAsync(store == "SQLite" ? "analyze" : "vacuum analyze");
        ScaleMeasure.Say($"scale on {store}: {sizes} made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
    }

    /// <summary>As the nightly job does, but for the lines, which are there.</summary>
    private static async Task KeepAsync(ServiceProvider services, ScaleSizes sizes)
    {
        foreach (var some in Enumerable.Range(0, sizes.Establishments).Select(SyntheticSector.FinessOf).Chunk(1_000))
        {
            await using var registry = await services
                .GetRequiredService<IDbContextFactory<RegistryContext>>()
                .CreateDbContextAsync();
            await CurrentStandings.KeepAsync(registry, some, CancellationToken.None);
            await registry.SaveChangesAsync();
        }
    }
}
