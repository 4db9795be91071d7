namespace CyberWatch.Scanner.Net;

/// <summary>
/// Permits at a steady rate, with a tenth of a second's worth at once. A taker books the next free moment and waits for it, so that
/// takers are served in order and none can starve.
/// </summary>
internal sealed class TokenBucket(int rate, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _lent;
    private long _next = clock.GetTimestamp();

    /// <summary>No taker has booked anything that is still ahead, and nothing is lent.</summary>
    public bool Idle
    {
        get
        {
            lock (_lock)
                return _lent <= 0 && _next <= clock.GetTimestamp();
        }
    }

    public int Rate => rate;

    /// <summary>What is not lent, permits a second.</summary>
    public double Free
    {
        get
        {
            lock (_lock)
                return rate - _lent;
        }
    }

    /// <summary>Books <paramref name="permits"/> and says how long to wait for them.</summary>
    public TimeSpan Book(int permits)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var perSecond = Math.Max(rate - _lent, 1);
            var burst = Math.Max(1, perSecond / 10) - 1;
            var earliest = now - (long)(burst / perSecond * clock.TimestampFrequency);
            var start = Math.Max(_next, earliest);
            _next = start + (long)(permits / perSecond * clock.TimestampFrequency);
            return start <= now ? TimeSpan.Zero : clock.GetElapsedTime(now, start);
        }
    }

    /// <summary>Takes a part of the rate away, for a program that keeps to it by itself.</summary>
    public void Lend(double share)
    {
        lock (_lock)
            _lent += share;
    }

    public void GiveBack(double share) => Lend(-share);
}
