namespace CyberWatch.Scanner.Net;

/// <summary>
/// Permits at a steady rate, with a tenth of a second's worth at once. A taker books the next free moment and waits for it, so that
/// takers are served in order and none can starve.
/// </summary>
internal sealed class TokenBucket(int rate, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _rate = rate;
    private int _before;
    private long _beforeUntil = long.MinValue;
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

    public int Rate
    {
        get
        {
            lock (_lock)
                return _rate;
        }
    }

    /// <summary>The rate that others must reckon with: what is lent, and after a change what was booked at the old rate and is still ahead.</summary>
    public int Committed
    {
        get
        {
            lock (_lock)
            {
                var booked = clock.GetTimestamp() < _beforeUntil ? Math.Max(_before, _rate) : _rate;
                return Math.Max(booked, Lent);
            }
        }
    }

    /// <summary>Lent, and one for ours.</summary>
    public int Lent
    {
        get
        {
            lock (_lock)
                return _lent > 0 ? (int)Math.Ceiling(_lent) + 1 : 0;
        }
    }

    /// <summary>What is not lent, permits a second.</summary>
    public double Free
    {
        get
        {
            lock (_lock)
                return _rate - _lent;
        }
    }

    /// <summary>Books <paramref name="permits"/> and says how long to wait for them.</summary>
    public TimeSpan Book(int permits)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var perSecond = Math.Max(_rate - _lent, 1);
            var burst = Math.Max(1, perSecond / 10) - 1;
            var earliest = now - (long)(burst / perSecond * clock.TimestampFrequency);
            var start = Math.Max(_next, earliest);
            _next = start + (long)(permits / perSecond * clock.TimestampFrequency);
            return start <= now ? TimeSpan.Zero : clock.GetElapsedTime(now, start);
        }
    }

    /// <summary>Another rate for what is booked from now on.</summary>
    public void Set(int rate)
    {
        lock (_lock)
        {
            if (rate < _rate)
                (_before, _beforeUntil) = (Committed, Math.Max(_beforeUntil, _next));
            _rate = rate;
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
