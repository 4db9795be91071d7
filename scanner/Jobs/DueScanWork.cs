using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra;
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
    WorkShare share,
    ScanRunner runner,
    OutboxMark mark,
    Drain drain,
    IOptions<ScanningOptions> options,
    TimeProvider clock,
    ILogger<DueScanWork> logger
) : PeriodicWork(clock, logger)
{
    /// <summary>How many due rows are looked at, so that several workers see how much there is to share.</summary>
    private const int Seen = 64;

    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly CancellationTokenSource _patienceIsOver = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>When it last looked; for the health of the worker.</summary>
    public DateTimeOffset LastLook { get; private set; }

    protected override TimeSpan Period => TimeSpan.FromSeconds(2);

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var free = await mark.IsReachedAsync(cancellationToken) ? 0 : options.Value.ParallelScans - _running.Count;
        var due = free > 0 ? await scans.DueAsync(options.Value.ParallelScans + Seen, cancellationToken) : [];
        var fresh = due.Where(id => !_running.ContainsKey(id)).ToList();
        var mine = fresh.Count > 0 ? await share.OfMeAsync(fresh.Count, cancellationToken) - _running.Count : 0;
        foreach (var id in fresh.Take(Math.Min(free, Math.Max(0, mine))))
            _running[id] = RunAsync(id, _patienceIsOver.Token);
        LastLook = Clock.GetUtcNow();
    }

    /// <summary>What is being asked is finished and kept, within <see cref="ScanningOptions.Drain"/>; the rest is given back.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        drain.Begin();
        await base.StopAsync(cancellationToken);
        _patienceIsOver.CancelAfter(options.Value.Drain);
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _patienceIsOver.Dispose();
        base.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "One broken scan must not stop the worker.")]
    private async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var isOver = false;
        try
        {
            await runner.RunAsync(id, null, cancellationToken);
            isOver = true;
        }
        catch (OperationCanceledException) when (drain.HasBegun)
        {
            LogStopped(id);
        }
        catch (Exception e) when (RegistryAway.Is(e))
        {
            LogAway(e, id);
        }
        catch (Exception e)
        {
            LogBroken(e, id);
        }
        finally
        {
            _running.TryRemove(id, out _);
            // what broke is not begun again in the same breath
            if (isOver)
                Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Scan {Id} is given back, since the worker stops")]
    private partial void LogStopped(Guid id);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The registry was away, so scan {Id} stops; what it had kept stays, and the rest is taken up when its lease has run out"
    )]
    private partial void LogAway(Exception exception, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Scan {Id} broke; it is taken up again when its lease has run out")]
    private partial void LogBroken(Exception exception, Guid id);
}
