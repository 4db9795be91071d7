using System.Collections.Concurrent;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Telemetry;
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
    IndexWatch watch,
    TimeProvider clock,
    IOptions<OutboxOptions> options,
    ILogger<OutboxIndexer> logger
) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ConcurrentDictionary<long, DateTimeOffset> _waiting = new();
    private DateTimeOffset _pausedUntil;
    private int _failures;

    /// <summary>Sends one batch of what is due. Returns how many rows were settled; 0 when nothing is due or the index takes nothing.</summary>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await SendDueAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Forgets the findings of one establishment: those on their way first, so that nothing brings the others back. Returns how many
    /// latest documents went.
    /// </summary>
    /// <exception cref="FindingIndexUnavailableException">The index did not take it; to be run again.</exception>
    public async Task<int> ForgetAsync(string finess, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var context = await registry.CreateDbContextAsync(cancellationToken);
            await new OutboxRows(context).ForgetAsync(finess, cancellationToken);
            return await index.DeleteEstablishmentAsync(finess, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < _pausedUntil)
            return 0;
        try
        {
            await watch.LookAsync(cancellationToken);
            return await SendBatchAsync(cancellationToken);
        }
        catch (FindingIndexUnavailableException e)
        {
            Instruments.IndexFailed();
            var pause = options.Value.PauseAfter(++_failures);
            _pausedUntil = clock.GetUtcNow() + pause;
            LogUnavailable(e, pause);
            await watch.LostAsync(e, cancellationToken);
            return 0;
        }
    }

    private async Task<int> SendBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var outbox = new OutboxRows(context);
        var waiting = _waiting.Where(row => row.Value > now).Select(row => row.Key).ToList();
        var rows = await outbox.DueAsync(waiting, options.Value.Batch, cancellationToken);
        var documents = rows.ConvertAll(IndexDocument.Of);
        var outcomes = rows.Count == 0 ? [] : await UpsertAsync(documents, cancellationToken);
        _failures = 0;
        await watch.TookAsync(cancellationToken);
        if (rows.Count == 0)
            return 0;
        List<(OutboxFinding Row, IndexOutcome Outcome)> sent = [.. rows.Zip(outcomes)];
        // by the clock after the index took them: a backup sends again what was delivered since it began to copy the index
        var delivered = clock.GetUtcNow();
        // forgotten while they were on their way: what was written of them goes again
        foreach (var finess in await outbox.SettleAsync(sent, delivered, cancellationToken))
            await index.DeleteEstablishmentAsync(finess, cancellationToken);
        return sent.Count(it => IsSettled(it.Row, it.Outcome, delivered));
    }

    /// <summary>Sends until nothing is due any more.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await SendAsync(cancellationToken) > 0)
        {
            // the next batch
        }
    }

    private async Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
        List<IndexDocument> documents,
        CancellationToken cancellationToken
    )
    {
        using var span = Instruments.Source.StartActivity("index");
        return Instruments.Indexed(await index.UpsertAsync(documents, cancellationToken));
    }

    private bool IsSettled(OutboxFinding row, IndexOutcome outcome, DateTimeOffset now)
    {
        if (outcome is IndexOutcome.Busy busy)
        {
            var pause = options.Value.PauseAfter(row.Attempts + 1);
            _waiting[row.Id] = now + pause;
            LogBusy(row.Id, busy.Reason, pause);
            return false;
        }
        if (outcome is IndexOutcome.Refused refused)
            LogRefused(row.Id, row.DocumentKey, refused.Reason);
        _waiting.TryRemove(row.Id, out _);
        return true;
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
