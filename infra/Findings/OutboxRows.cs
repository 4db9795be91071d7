using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>The rows of the outbox, read and settled by the batch: a statement for all that were taken, not one for each.</summary>
internal sealed class OutboxRows(RegistryContext context)
{
    private const int LongestError = 1_000;

    public Task<List<OutboxFinding>> DueAsync(IReadOnlyList<long> waiting, int most, CancellationToken cancellationToken) =>
        context
            .Outbox.AsNoTracking()
            .Where(row => row.DeliveredAt == null && row.Error == null && !waiting.Contains(row.Id))
            // an older one that came after it would bring the document back
            .Where(row =>
                !row.Leaves
                || !context.Outbox.Any(older =>
                    older.DeliveredAt == null && older.Error == null && older.Id < row.Id && older.DocumentKey == row.DocumentKey
                )
            )
            .OrderBy(row => row.Id)
            .Take(most)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Writes what became of rows that were sent. Returns the establishments of those that are gone: another process forgot them while
    /// they were on their way.
    /// </summary>
    public async Task<IReadOnlyList<string>> SettleAsync(
        IReadOnlyList<(OutboxFinding Row, IndexOutcome Outcome)> sent,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var done = Of<IndexOutcome.Done>(sent);
        var found = await done.ExecuteUpdateAsync(
            row => row.SetProperty(it => it.Attempts, it => it.Attempts + 1).SetProperty(it => it.DeliveredAt, now),
            cancellationToken
        );
        found += await Of<IndexOutcome.Busy>(sent)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.Attempts, it => it.Attempts + 1), cancellationToken);
        foreach (var (row, outcome) in sent)
        {
            if (outcome is IndexOutcome.Refused { Reason: var reason })
                found += await RefuseAsync(row.Id, reason, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return found == sent.Count ? [] : await GoneAsync([.. sent.Select(it => it.Row)], cancellationToken);
    }

    /// <summary>How many wait for the index, counted no further than that.</summary>
    public Task<int> WaitingAsync(int most, CancellationToken cancellationToken) =>
        context.Outbox.Where(row => row.DeliveredAt == null && row.Error == null).Take(most).CountAsync(cancellationToken);

    /// <summary>Rows in order; those of an instant on are those delivered since, and those that are not.</summary>
    public Task<List<OutboxFinding>> AfterAsync(long id, DateTimeOffset? since, int most, CancellationToken cancellationToken) =>
        context
            .Outbox.AsNoTracking()
            .Where(row => row.Id > id && row.Error == null)
            .Where(row => since == null || row.DeliveredAt == null || row.DeliveredAt >= since)
            .OrderBy(row => row.Id)
            .Take(most)
            .ToListAsync(cancellationToken);

    /// <summary>When the oldest document was kept that can still be sent.</summary>
    public Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken) =>
        context.Outbox.Where(row => row.Error == null).MinAsync(row => (DateTimeOffset?)row.CreatedAt, cancellationToken);

    /// <summary>All that was delivered is to be delivered once more. Returns how many.</summary>
    public Task<int> SendAgainAsync(CancellationToken cancellationToken) =>
        context
            .Outbox.Where(row => row.DeliveredAt != null)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.DeliveredAt, (DateTimeOffset?)null), cancellationToken);

    public Task ForgetAsync(string finess, CancellationToken cancellationToken) =>
        context.Outbox.Where(row => row.Finess == finess).ExecuteDeleteAsync(cancellationToken);

    public Task PurgeAsync(DateTimeOffset delivered, CancellationToken cancellationToken) =>
        context.Outbox.Where(row => row.DeliveredAt < delivered).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<OutboxFinding> Of<TOutcome>(IEnumerable<(OutboxFinding Row, IndexOutcome Outcome)> sent)
        where TOutcome : IndexOutcome
    {
        var ids = sent.Where(it => it.Outcome is TOutcome).Select(it => it.Row.Id).ToList();
        return context.Outbox.Where(row => ids.Contains(row.Id));
    }

    private Task<int> RefuseAsync(long id, string reason, CancellationToken cancellationToken) =>
        context
            .Outbox.Where(row => row.Id == id)
            .ExecuteUpdateAsync(
                row => row.SetProperty(it => it.Attempts, it => it.Attempts + 1).SetProperty(it => it.Error, Cut(reason)),
                cancellationToken
            );

    /// <summary>It stands in an index, where there is no room for the whole of a stranger's document.</summary>
    private static string Cut(string reason) => reason.Length <= LongestError ? reason : reason[..LongestError] + "…";

    private async Task<IReadOnlyList<string>> GoneAsync(List<OutboxFinding> rows, CancellationToken cancellationToken)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var there = await context
            .Outbox.Where(row => ids.Contains(row.Id))
            .Select(row => row.Id)
            .ToHashSetAsync(cancellationToken);
        return [.. rows.Where(row => !there.Contains(row.Id)).Select(row => row.Finess).Distinct()];
    }
}
