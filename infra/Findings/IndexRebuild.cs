using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Makes <c>latest</c> anew from history, or from the outbox where there is no history. Workers may go on meanwhile: what they deliver in
/// between is sent once more.
/// </summary>
public sealed class IndexRebuild(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IFindingIndex index,
    IIndexUpkeep upkeep,
    TimeProvider clock
)
{
    private const int Batch = 1_000;

    /// <summary>Clocks of workers may differ by so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>May be run again after it was stopped: until the swap nothing is changed.</summary>
    /// <param name="progress">How many documents were read so far.</param>
    /// <param name="cancellationToken">Leaves everything as it was, until the swap.</param>
    /// <exception cref="FindingIndexUnavailableException">The index did not take it; to be run again.</exception>
    public async Task<RebuiltIndex> RunAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow() - Skew;
        var gone = await GoneAsync(cancellationToken);
        await using var draft = await upkeep.BeginLatestAsync(cancellationToken);
        await ExpectAsync(writes, draft.Identity, cancellationToken);
        var filled = await FillAsync(
            draft,
            gone,
            upkeep.ReadAsync(IndexLayer.History, cancellationToken),
            progress,
            cancellationToken
        );
        var history = filled.Read > 0;
        if (!history)
            filled = await FillAsync(draft, gone, OutboxAsync(null, cancellationToken), progress, cancellationToken);
        await draft.SwapAsync(cancellationToken);
        await SendAsync(history ? began : null, cancellationToken);
        await writes.RunAsync(WantRewriteAsync, cancellationToken);
        await index.RefreshAsync(cancellationToken);
        return filled with
        {
            FromHistory = history,
            Documents = await index.CountAsync(new AccessScope.WholeSector(), cancellationToken),
            IsWhole = await IsWholeAsync(filled.MissingBefore, cancellationToken),
        };
    }

    private async Task<bool> IsWholeAsync(DateTimeOffset? oldest, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return !await context.Scans.AnyAsync(
            scan => scan.State == ScanState.Done && (oldest == null || scan.EndedAt < oldest),
            cancellationToken
        );
    }

    private static async Task<RebuiltIndex> FillAsync(
        ILatestDraft draft,
        HashSet<(string, string)> gone,
        IAsyncEnumerable<IndexDocument> documents,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var (read, oldest) = (0, (DateTimeOffset?)null);
        bool IsGone(IndexDocument document) =>
            FindingKey.Parse(document.Key) is { } key && gone.Contains((key.Finess, key.Asset));
        await foreach (var some in documents.Chunk(Batch).WithCancellation(cancellationToken))
        {
            var there = some.Where(document => !document.Leaves && !IsGone(document));
            await draft.WriteAsync([.. there], cancellationToken);
            foreach (var at in some.Select(document => IndexedFinding.Read(document, out _, withTerms: false)?.At))
                oldest = at < oldest ? at : oldest ?? at;
            read += some.Length;
            progress?.Report(read);
        }
        return new(read, 0, false, oldest);
    }

    /// <summary>All that is not set aside; or what a worker has not delivered, or not before an instant.</summary>
    private async IAsyncEnumerable<IndexDocument> OutboxAsync(
        DateTimeOffset? since,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var after = 0L;
        while (true)
        {
            await using var context = await registry.CreateDbContextAsync(cancellationToken);
            var rows = await new OutboxRows(context).AfterAsync(after, since, Batch, cancellationToken);
            foreach (var row in rows)
                yield return IndexDocument.Of(row);
            if (rows.Count < Batch)
                yield break;
            after = rows[^1].Id;
        }
    }

    /// <summary>History too, which may lack them; what is undelivered a worker sends once more, which changes nothing.</summary>
    private async Task SendAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await foreach (var some in OutboxAsync(since, cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var said = await index.UpsertAsync(some, cancellationToken);
            said.DemandTaken();
        }
    }

    /// <summary>What has vanished is in history, and not among what is latest.</summary>
    private async Task<HashSet<(string Finess, string Asset)>> GoneAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var assets = await context
            .KnownAssets.Where(row => row.GoneAt != null)
            .Select(row => new { row.Finess, row.Key })
            .ToListAsync(cancellationToken);
        return [.. assets.Select(row => (row.Finess, row.Key))];
    }

    private static async Task<bool> WantRewriteAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        await LatestRewrite.WantAsync(context, cancellationToken);
        return true;
    }

    /// <summary>So that no worker takes it for a strange index; that another one was found is told no more.</summary>
    internal static Task<IndexState> ExpectAsync(RegistryWrites writes, string identity, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await IndexWatch.RowAsync(context, token);
                (row.Expected, row.ChangedAt, row.MissingBefore) = (identity, null, null);
                return row;
            },
            cancellationToken
        );
}
