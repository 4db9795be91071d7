using System.Collections.Concurrent;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Carries documents from the outbox into the index, each row until it is delivered or refused. A refused one is set aside with its reason;
/// one that finds the index busy waits, longer each time, and holds up nobody behind it.
/// </summary>
public sealed partial class OutboxIndexer(
    IDbContextFactory<RegistryContext> registry,
    IFindingIndex index,
    TimeProvider clock,
    IOptions<OutboxOptions> options,
    ILogger<OutboxIndexer> logger
)
{
    private readonly ConcurrentDictionary<long, DateTimeOffset> _waiting = new();
    private DateTimeOffset _pausedUntil;
    private int _failures;

    /// <summary>Sends one batch of what is due. Returns how many rows were settled; 0 when nothing is due or the index takes nothing.</summary>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _pausedUntil)
            return 0;

        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var rows = await DueAsync(context, now, cancellationToken);
        if (rows.Count == 0 || await UpsertAsync(rows, cancellationToken) is not { } outcomes)
            return 0;

        var settled = rows.Zip(outcomes).Count(pair => Settle(pair.First, pair.Second, now));
        await context.SaveChangesAsync(cancellationToken);
        return settled;
    }

    /// <summary>Sends until nothing is due any more.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await SendAsync(cancellationToken) > 0)
        {
            // the next batch
        }
    }

    /// <summary>Forgets what was delivered long ago, and history that is too old.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var delivered = clock.GetUtcNow().AddDays(-options.Value.OutboxDays);
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await context.Outbox.Where(row => row.DeliveredAt < delivered).ExecuteDeleteAsync(cancellationToken);
        await index.DropHistoryAsync(clock.GetUtcNow().AddDays(-options.Value.HistoryDays), cancellationToken);
    }

    private Task<List<OutboxFinding>> DueAsync(RegistryContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = _waiting.Where(row => row.Value > now).Select(row => row.Key).ToList();
        return context
            .Outbox.Where(row => row.DeliveredAt == null && row.Error == null && !waiting.Contains(row.Id))
            .OrderBy(row => row.Id)
            .Take(options.Value.Batch)
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<IndexOutcome>?> UpsertAsync(List<OutboxFinding> rows, CancellationToken cancellationToken)
    {
        try
        {
            var documents = rows.Select(row => new IndexDocument(row.Id, row.DocumentKey, row.Document)).ToList();
            var outcomes = await index.UpsertAsync(documents, cancellationToken);
            _failures = 0;
            return outcomes;
        }
        catch (FindingIndexUnavailableException e)
        {
            var pause = Pause(++_failures);
            _pausedUntil = clock.GetUtcNow() + pause;
            LogUnavailable(e, pause);
            return null;
        }
    }

    private bool Settle(OutboxFinding row, IndexOutcome outcome, DateTimeOffset now)
    {
        row.Attempts++;
        switch (outcome)
        {
            case IndexOutcome.Busy busy:
                var pause = Pause(row.Attempts);
                _waiting[row.Id] = now + pause;
                LogBusy(row.Id, busy.Reason, pause);
                return false;
            case IndexOutcome.Refused refused:
                row.Error = refused.Reason;
                LogRefused(row.Id, row.DocumentKey, refused.Reason);
                break;
            default:
                row.DeliveredAt = now;
                break;
        }
        _waiting.TryRemove(row.Id, out _);
        return true;
    }

    private TimeSpan Pause(int failures)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 20) - 1));
        return pause < options.Value.LongestPause ? pause : options.Value.LongestPause;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The finding index takes nothing; next try in {Pause}")]
    private partial void LogUnavailable(Exception exception, TimeSpan pause);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Outbox row {Id} found the index busy ({Reason}); next try in {Pause}"
    )]
    private partial void LogBusy(long id, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} ({Key}) is set aside: {Reason}")]
    private partial void LogRefused(long id, string key, string reason);
}
