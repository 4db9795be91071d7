using System.Data.Common;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Keeps a scan ours while it runs, and shows its progress about each second. <see cref="Lost"/> is cancelled when it is ours no more.</summary>
internal sealed class ScanLease : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _renewing;

    public ScanLease(DueScans queue, Scan scan, TimeSpan span, ScanProgress progress, TimeProvider clock) =>
        _renewing = RenewAsync(queue, scan, span, progress, clock);

    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(DueScans queue, Scan scan, TimeSpan span, ScanProgress progress, TimeProvider clock)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var renewed = clock.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (await TryAsync())
                    continue;
                await _lost.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // the scan is over
        }

        // a registry that cannot be written to for a moment costs nothing; when the lease runs out meanwhile, the scan is not ours any more
        async Task<bool> TryAsync()
        {
            try
            {
                if (!await queue.RenewAsync(scan.Id, scan.Owner!, span, progress.Now, _end.Token))
                    return false;
                renewed = clock.GetUtcNow();
                return true;
            }
            catch (DbException)
            {
                return clock.GetUtcNow() - renewed < span;
            }
        }
    }
}

/// <summary>How far a scan is; safe for many threads.</summary>
internal sealed class ScanProgress(IProgress<ScanStep>? listener)
{
    private readonly Lock _lock = new();
    private ScanStep _now = new("", 0, 0);

    public ScanStep Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    public void Stage(string stage) => Set(now => now with { Stage = stage });

    public void Plan(int steps) => Set(now => now with { Planned = now.Planned + steps });

    public void Step() => Set(now => now with { Done = now.Done + 1 });

    private void Set(Func<ScanStep, ScanStep> change)
    {
        ScanStep next;
        lock (_lock)
            next = _now = change(_now);
        listener?.Report(next);
    }
}
