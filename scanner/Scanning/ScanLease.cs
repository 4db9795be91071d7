using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Keeps an establishment ours while its scan runs, and shows the progress about each second. <see cref="Term"/> ends when a renewal is late,
/// whatever the registry does meanwhile, or when it says that somebody else has taken over.
/// </summary>
internal sealed class ScanLease : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly DueScans _queue;
    private readonly Scan _scan;
    private readonly TimeSpan _span;
    private readonly ScanProgress _progress;
    private readonly TimeProvider _clock;
    private readonly Task _renewing;

    /// <param name="queue">Where it is renewed.</param>
    /// <param name="scan">As it was claimed.</param>
    /// <param name="from">Before the claim.</param>
    /// <param name="span">For how long at a time.</param>
    /// <param name="progress">What is shown.</param>
    /// <param name="clock">Ours.</param>
    public ScanLease(DueScans queue, Scan scan, Moment from, TimeSpan span, ScanProgress progress, TimeProvider clock)
    {
        (_queue, _scan, _span, _progress, _clock) = (queue, scan, span, progress, clock);
        Term = new LeaseTerm(from, span, clock);
        _renewing = RenewAsync();
    }

    public LeaseTerm Term { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        _end.Dispose();
        Term.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Period, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, Term.Over);
        try
        {
            while (await timer.WaitForNextTickAsync(either.Token))
                await TryAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // the scan is over, or lost
        }
    }

    /// <summary>A registry that cannot be written to for a moment costs nothing; the term runs on.</summary>
    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var sent = Moment.Now(_clock);
        try
        {
            if (await _queue.RenewAsync(_scan, _span, _progress.Now, cancellationToken))
                Term.Extend(sent);
            else
                Term.End();
        }
        catch (Exception fault) when (RegistryAway.Is(fault))
        {
            // the next second tries again
        }
    }
}
