using System.Diagnostics;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Benchmarks;

/// <summary>What pages ask of the findings of a whole sector.</summary>
internal static class ScaleFindings
{
    private const int AtATime = 5_000;
    private const double Aim = 200;

    public static async Task RunAsync(ScaleSizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-scale-");
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Data:Folder", folder.FullName)])
                .AddEnvironmentVariables("CYBERWATCH_")
                .Build();
            await using var services = ServicesOf(configuration);
            await FillAsync(services, sizes);
            foreach (var (name, ask) in new ScaleFindingQueries(services, sizes).All())
                await ScaleMeasure.RunAsync("findings", name, ask, Aim);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider ServicesOf(IConfiguration configuration) =>
        new ServiceCollection().AddLogging().AddRegistry(configuration).AddFindings(configuration).BuildServiceProvider();

    /// <summary>Of the registry only the establishments, since it is what tells whose findings a reader may see.</summary>
    private static async Task FillAsync(ServiceProvider services, ScaleSizes sizes)
    {
        var (began, now) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        await services.GetRequiredService<RegistryMigration>().MigrateAsync(CancellationToken.None);
        foreach (var sites in Enumerable.Range(0, sizes.Establishments).Select(SyntheticSector.Site).Chunk(AtATime))
        {
            await using var registry = await services
                .GetRequiredService<IDbContextFactory<RegistryContext>>()
                .CreateDbContextAsync();
            registry.AddRange(sites);
            await registry.SaveChangesAsync();
        }
        var index = services.GetRequiredService<IFindingIndex>();
        foreach (var documents in new SyntheticFindings(sizes, now).Documents().Chunk(AtATime))
            await index.UpsertAsync(documents, CancellationToken.None);
        await index.RefreshAsync(CancellationToken.None);
        ScaleMeasure.Say($"scale: {sizes.Findings} findings made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
    }
}
