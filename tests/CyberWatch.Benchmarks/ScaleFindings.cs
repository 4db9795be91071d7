using System.Diagnostics;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Benchmarks;

/// <summary>
/// What the findings page asks, with a tenth and then all of the findings in the file, a fifth and then all of them on a server. Of the registry there
/// are only the establishments, since it is what tells whose findings a reader may see.
/// </summary>
internal sealed class ScaleFindings(ServiceProvider services, ScaleSizes sizes, string store)
{
    private const int AtATime = 5_000;
    private const double Aim = 200;
    private const string Prefix = "bench-scale";

    private int _loaded;

    /// <summary>On the Elasticsearch that is there; without, in the file.</summary>
    public static async Task RunAsync(ScaleSizes sizes, bool loadOnly)
    {
        var address = ElasticIndexRun.Address;
        using var folder = new ScaleFolder();
        await using var services = ServicesOf(folder.Path, address);
        var run = new ScaleFindings(services, sizes, address is null ? "sqlite" : "elasticsearch");
        await run.FillRegistryAsync();
        // the last batch may be there in part
        run._loaded = (address is null ? folder.InHistory() : await run.PrepareServerAsync()) / AtATime * AtATime;
        int[] tiers = loadOnly ? [sizes.Findings] : [sizes.Findings / (address is null ? 10 : 5), sizes.Findings];
        foreach (var tier in tiers.Where(tier => tier >= run._loaded))
            await run.TierAsync(tier, loadOnly);
        if (address is not null && !ScaleFolder.IsKept)
            await run.DropAsync();
    }

    private static ServiceProvider ServicesOf(string folder, Uri? address)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Data:Folder", folder),
                new("Findings:Provider", address is null ? "Sqlite" : "Elastic"),
                new("Findings:Elastic:Prefix", Prefix),
            ])
            .AddInMemoryCollection(address is null ? [] : [new("Findings:Elastic:Addresses:0", address.ToString())])
            .Build();
        return new ServiceCollection().AddLogging().AddRegistry(configuration).AddFindings(configuration).BuildServiceProvider();
    }

    private async Task FillRegistryAsync()
    {
        await services.GetRequiredService<RegistryMigration>().MigrateAsync(CancellationToken.None);
        foreach (
            var sites in Enumerable
                .Range(0, await HasEstablishmentsAsync() ? 0 : sizes.Establishments)
                .Select(SyntheticSector.Site)
                .Chunk(AtATime)
        )
        {
            await using var registry = await services
                .GetRequiredService<IDbContextFactory<RegistryContext>>()
                .CreateDbContextAsync();
            registry.AddRange(sites);
            await registry.SaveChangesAsync();
        }
    }

    private async Task<bool> HasEstablishmentsAsync()
    {
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync();
        return await registry.Establishments.CountAsync() == sizes.Establishments;
    }

    /// <summary>Returns how many findings it has in history.</summary>
    private async Task<int> PrepareServerAsync()
    {
        if (!ScaleFolder.IsKept)
            await DropAsync();
        await services.GetRequiredService<ElasticSetup>().RunAsync(CancellationToken.None);
        var elastic = services.GetRequiredService<ElasticConnection>();
        var path = $"/{elastic.Names.History}/_count?ignore_unavailable=true";
        var there = (await elastic.SendAsync(HttpMethod.GET, path, null, CancellationToken.None))
            .Json.GetProperty("count")
            .GetInt32();
        // a question that is asked again is to be answered again
        const string Uncached = """{"index.requests.cache.enable":false}""";
        await elastic.SendAsync(HttpMethod.PUT, $"/{elastic.Names.Latest}/_settings", Uncached, CancellationToken.None);
        return there;
    }

    private async Task TierAsync(int tier, bool loadOnly)
    {
        var (index, findings) = (services.GetRequiredService<IFindingIndex>(), new SyntheticFindings(sizes));
        await LoadAsync(index, findings, tier);
        if (loadOnly)
            return;
        // an asset that was not reached yet cannot be asked for
        foreach (var (name, ask) in new ScaleFindingQueries(index, findings, Math.Min(tier, sizes.Assets)).All())
            await ScaleMeasure.RunAsync(store, $"{tier} findings, {name}", ask, Aim);
    }

    private async Task LoadAsync(IFindingIndex index, SyntheticFindings findings, int tier)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), _loaded);
        while (_loaded < tier)
        {
            var some = Enumerable.Range(_loaded, Math.Min(AtATime, tier - _loaded)).AsParallel().AsOrdered();
            IReadOnlyList<IndexDocument> documents = [.. some.Select(findings.Document)];
            if ((await index.UpsertAsync(documents, default)).FirstOrDefault(it => it is not IndexOutcome.Done) is { } other)
                throw new InvalidOperationException($"A document was not taken: {other}");
            _loaded += documents.Count;
        }
        await index.RefreshAsync(CancellationToken.None);
        var latest = await index.CountAsync(new AccessScope.WholeSector(), default);
        ScaleMeasure.Say(
            $"scale on {store}: {tier} findings in history, {latest} latest, of {sizes.Establishments} establishments; {tier - before} loaded in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"
        );
    }

    private async Task DropAsync()
    {
        var elastic = services.GetRequiredService<ElasticConnection>();
        foreach (var path in (string[])["", "_index_template/", "_component_template/"])
            await elastic.SendAsync(HttpMethod.DELETE, $"/{path}{Prefix}-*", null, CancellationToken.None, 404);
    }
}
