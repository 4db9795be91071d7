using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Support;

/// <summary>The parts that carry documents into an index, over the registry of a test.</summary>
internal static class Indexing
{
    /// <summary>A writer that meets another one waits by a clock that goes, whatever clock the test has.</summary>
    public static RegistryWrites Writes(this TemporaryData data) => new(data, TimeProvider.System);

    /// <summary>The same for what the product registers.</summary>
    public static IServiceCollection WithWritersThatWait(this IServiceCollection services) =>
        services
            .RemoveAll<RegistryWrites>()
            .AddSingleton(all => new RegistryWrites(
                all.GetRequiredService<IDbContextFactory<RegistryContext>>(),
                TimeProvider.System
            ));

    public static IndexWatch WatchOf(this TemporaryData data, IFindingIndex index, TimeProvider clock) =>
        new(data.Writes(), data, index, clock, NullLogger<IndexWatch>.Instance);

    public static OutboxIndexer IndexerOf(
        this TemporaryData data,
        IFindingIndex index,
        TimeProvider clock,
        OutboxOptions? options = null
    ) =>
        new(
            data,
            index,
            data.WatchOf(index, clock),
            clock,
            Options.Create(options ?? new OutboxOptions()),
            NullLogger<OutboxIndexer>.Instance
        );

    public static IndexRebuild RebuildOf(this TemporaryData data, IFindingIndex index, IIndexUpkeep upkeep, TimeProvider clock) =>
        new(data.Writes(), data, index, upkeep, clock);

    public static LatestRewrite RewriteOf(
        this TemporaryData data,
        IFindingIndex index,
        IIndexUpkeep upkeep,
        TimeProvider clock,
        params Rule[] rules
    ) =>
        new(
            data.Writes(),
            data,
            upkeep,
            new RuleSet(rules),
            data.WatchOf(index, clock),
            clock,
            NullLogger<LatestRewrite>.Instance
        );

    public static OutboxPurge PurgeOf(this TemporaryData data, IFindingIndex index, TimeProvider clock) =>
        new(data, index, data.WatchOf(index, clock), clock, Options.Create(new OutboxOptions()));

    public static OutboxMark MarkOf(this TemporaryData data, TimeProvider clock, int most) =>
        new(
            data.Writes(),
            data,
            Options.Create(new OutboxOptions { MostWaiting = most }),
            clock,
            NullLogger<OutboxMark>.Instance
        );

    public static async Task<IndexState?> IndexStateAsync(this TemporaryData data)
    {
        await using var context = data.CreateDbContext();
        return await context.IndexStates.AsNoTracking().FirstOrDefaultAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Documents on their way, each for a zone of its own.</summary>
    public static Task WaitAsync(this TemporaryData data, TimeProvider clock, int first, int count) =>
        data.AddAsync([
            .. Enumerable
                .Range(first, count)
                .Select(number => new OutboxFinding
                {
                    Finess = "990000001",
                    DocumentKey = $"990000001|zone:z{number}.example|dns",
                    Document = Document(number, clock.GetUtcNow()),
                    CreatedAt = clock.GetUtcNow(),
                }),
        ]);

    private static string Document(int number, DateTimeOffset at) =>
        $$$"""{"@timestamp":"{{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}}","host":{"name":"z{{{number}}}.example"},"cyberwatch":{"scan_id":"s","asset":"zone:z{{{number}}}.example","probe":"dns","outcome":"answered","establishment":{"finess":"990000001","name":"Hôpital","region":"32"},"facts":{"number":{{{number}}} } } }""";
}
