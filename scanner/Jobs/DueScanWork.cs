using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Scanner.Scanning;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Runs what is due: scheduled, requested, rechecks, and what a dead worker left behind. So many at a time, and no more; none begins while
/// too many findings wait for the index.
/// </summary>
internal sealed partial class DueScanWork(
    DueScans scans,
    ScanRunner runner,
    OutboxMark mark,
    IOptions<ScanningOptions> options,
    TimeProvider clock,
    ILogger<DueScanWork> logger
) : PeriodicWork(clock, logger)
{
    private readonly ConcurrentDictionary<Guid, Task> _running = new();

    /// <summary>When it last looked; for the health of the worker.</summary>
    public DateTimeOffset LastLook { get; private set; }

    protected override TimeSpan Period => TimeSpan.FromSeconds(2);

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var free = await mark.IsReachedAsync(cancellationToken) ? 0 : options.Value.ParallelScans - _running.Count;
        var due = free > 0 ? await scans.DueAsync(options.Value.ParallelScans, cancellationToken) : [];
        foreach (var id in due.Where(id => !_running.ContainsKey(id)).Take(free))
            _running[id] = RunAsync(id, cancellationToken);
        LastLook = Clock.GetUtcNow();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "One broken scan must not stop the worker.")]
    private async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await runner.RunAsync(id, null, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped(id);
        }
        catch (Exception e)
        {
            LogBroken(e, id);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Scan {Id} is given back, since the worker stops")]
    private partial void LogStopped(Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Scan {Id} broke; it is taken up again when its lease has run out")]
    private partial void LogBroken(Exception exception, Guid id);
}
