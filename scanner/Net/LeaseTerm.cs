namespace CyberWatch.Scanner.Net;

/// <summary>
/// How long this process may still act on a lease, by its own clock: counted from before the renewal was sent, so that it ends here before it
/// ends in the registry, whatever the two clocks show. It is over for good once it is over; a process that was frozen and wakes up finds that out
/// by asking, before any timer has run.
/// </summary>
public sealed class LeaseTerm : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private Moment _from;
    private readonly TimeSpan _span;
    private bool _ended;

    /// <param name="from">Before the lease was asked for.</param>
    /// <param name="span">What was asked for.</param>
    /// <param name="clock">Ours.</param>
    public LeaseTerm(Moment from, TimeSpan span, TimeProvider clock)
    {
        (_from, _span, _clock) = (from, span, clock);
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Look();
    }

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Zero when it is over.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                var left = _ended ? TimeSpan.Zero : _span - _from.Elapsed(_clock);
                _ended |= left <= TimeSpan.Zero;
                return _ended ? TimeSpan.Zero : left;
            }
        }
    }

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>It was renewed by what was sent at that moment. False when it was over before.</summary>
    public bool Extend(Moment from)
    {
        lock (_lock)
        {
            if (IsOver)
                return false;
            _from = from;
        }
        return !IsOver;
    }

    /// <summary>It is somebody else's.</summary>
    public void End()
    {
        lock (_lock)
            _ended = true;
        Look();
    }

    // the source holds no timer, so that it needs no disposing; a late Look must not meet a disposed one
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var left = Left;
        if (left == TimeSpan.Zero)
            _over.Cancel();
        else
            _timer.Change(left, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>
/// A moment by both clocks of a machine: the steady one, which stands still while the machine sleeps, and the one on the wall, which somebody may
/// set back. Whichever says that more time has passed is believed.
/// </summary>
public sealed record Moment(long Steady, DateTimeOffset Wall)
{
    public static Moment Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    public TimeSpan Elapsed(TimeProvider clock)
    {
        var (steady, wall) = (clock.GetElapsedTime(Steady), clock.GetUtcNow() - Wall);
        return steady > wall ? steady : wall;
    }
}
