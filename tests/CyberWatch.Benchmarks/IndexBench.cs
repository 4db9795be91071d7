using System.Diagnostics;
using System.Globalization;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Benchmarks;

/// <summary>
/// Documents a second from a batch handed over to its acknowledgement, ours and the bare peer in turn, in slices of the same documents;
/// and the drain of a whole outbox beside it. Where no Elasticsearch is named, SQLite alone is measured.
/// </summary>
internal static class IndexBench
{
    /// <summary>As many as the outbox hands over.</summary>
    public static readonly int Batch = new OutboxOptions().Batch;
    private const int Slice = 10_000;
    private const int Rounds = 5;

    public static async Task RunAsync(string[] args)
    {
        await using (var run = new SqliteIndexRun())
            await CompareAsync("sqlite", "a prepared insert", 0.8, run);
        if (ElasticIndexRun.Address is not { } address)
        {
            Console.WriteLine("index: no Elasticsearch named (CYBERWATCH_TEST_ELASTICSEARCH): not measured.");
            return;
        }
        await using (var run = new ElasticIndexRun(address))
        {
            await run.SetUpAsync();
            await CompareAsync("elasticsearch", "a bare loop of prepared _bulk requests", 0.9, run);
        }
    }

    private static async Task CompareAsync(string name, string peer, double aim, IIndexRun run)
    {
        var (ours, bare, ratios) = (new List<double>(), new List<double>(), new List<double>());
        // the first round warms both and counts for neither
        for (var round = 0; round <= Rounds; round++)
        {
            var documents = IndexDocuments.Of(round * Slice, Slice);
            var prepared = run.Prepare(documents);
            var (mine, theirs) = (0d, 0d);
            foreach (var turn in round % 2 == 0 ? (int[])[0, 1] : [1, 0])
            {
                GC.Collect();
                if (turn == 0)
                    mine = await PerSecondAsync(() => UpsertAsync(run.Index, documents));
                else
                    theirs = await PerSecondAsync(prepared);
            }
            if (round == 0)
                continue;
            ours.Add(mine);
            bare.Add(theirs);
            ratios.Add(mine / theirs);
        }
        var drained = await DrainAsync(run.Index, IndexDocuments.Of((Rounds + 1) * Slice, Slice));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"index, {name}: {Mean(ours):0} documents/s, {peer}: {Mean(bare):0}; ratio {Mean(ours) / Mean(bare):0.00} (median of pairs {Median(ratios):0.00}, aim {aim:0.0}); each written as latest and as history. Drain of an outbox of {Slice}: {drained:0} documents/s"
            )
        );
    }

    private static async Task UpsertAsync(IFindingIndex index, List<IndexDocument> documents)
    {
        foreach (var batch in documents.Chunk(Batch))
        {
            var outcomes = await index.UpsertAsync(batch, CancellationToken.None);
            if (outcomes.FirstOrDefault(outcome => outcome is not IndexOutcome.Done) is { } other)
                throw new InvalidOperationException($"A document was not taken: {other}");
        }
    }

    private static async Task<double> PerSecondAsync(Func<Task> write)
    {
        var started = Stopwatch.GetTimestamp();
        await write();
        return Slice / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> DrainAsync(IFindingIndex index, List<IndexDocument> documents)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-bench-").FullName;
        using var registry = new BenchRegistry(Path.Combine(folder, "registry.db"));
        await FillAsync(registry, documents);
        using var indexer = new OutboxIndexer(
            registry,
            index,
            new IndexWatch(
                new RegistryWrites(registry, TimeProvider.System),
                registry,
                index,
                TimeProvider.System,
                NullLogger<IndexWatch>.Instance
            ),
            TimeProvider.System,
            Options.Create(new OutboxOptions()),
            NullLogger<OutboxIndexer>.Instance
        );
        var rate = await PerSecondAsync(() => indexer.DrainAsync(CancellationToken.None));
        var left = await LeftAsync(registry);
        Directory.Delete(folder, recursive: true);
        return left == 0 ? rate : throw new InvalidOperationException($"{left} rows were not delivered");
    }

    private static double Mean(List<double> all) => all.Count / all.Sum(one => 1 / one);

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static async Task FillAsync(BenchRegistry registry, List<IndexDocument> documents)
    {
        await using var context = registry.CreateDbContext();
        await context.Database.MigrateAsync();
        context.AddRange(
            documents.Select(document => new OutboxFinding
            {
                Id = document.Version,
                Finess = document.Key[..9],
                DocumentKey = document.Key,
                Document = document.Json,
                CreatedAt = DateTimeOffset.UnixEpoch,
            })
        );
        await context.SaveChangesAsync();
    }

    private static async Task<int> LeftAsync(BenchRegistry registry)
    {
        await using var context = registry.CreateDbContext();
        return await context.Outbox.CountAsync(row => row.DeliveredAt == null);
    }
}

/// <summary>An index of ours, and a peer that writes the same with as little as can be.</summary>
internal interface IIndexRun : IAsyncDisposable
{
    IFindingIndex Index { get; }

    /// <summary>All but the writing is done now; what is returned only writes.</summary>
    Func<Task> Prepare(List<IndexDocument> documents);
}
