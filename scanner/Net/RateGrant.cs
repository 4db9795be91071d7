namespace CyberWatch.Scanner.Net;

/// <summary>What this process has of the rate of all workers: the whole as long as nobody divides it, else a slice for a while.</summary>
internal sealed class RateGrant(int whole, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private (Moment From, TimeSpan Span)? _slice;
    private int _fair = whole;

    public TokenBucket Bucket { get; } = new(whole, clock);

    /// <summary>Something may leave.</summary>
    public bool IsLive => Left > TimeSpan.Zero;

    /// <summary>It is worth lending from: what is still with others comes soon.</summary>
    public bool IsWhole
    {
        get
        {
            lock (_lock)
                return IsLive && Bucket.Rate >= _fair / 2.0;
        }
    }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                return _slice is not { } slice ? TimeSpan.MaxValue
                    : Bucket.Rate == 0 ? TimeSpan.Zero
                    : slice.Span - slice.From.Elapsed(clock);
            }
        }
    }

    /// <summary>Nothing leaves until a slice comes.</summary>
    public void Withhold() => Set(0, _fair, Moment.Now(clock), TimeSpan.Zero);

    /// <param name="packets">A second; 0: nothing.</param>
    /// <param name="fair">What would be due.</param>
    /// <param name="from">Before it was asked for.</param>
    /// <param name="span">How long it lasts.</param>
    public void Set(int packets, int fair, Moment from, TimeSpan span)
    {
        lock (_lock)
        {
            (_slice, _fair) = ((from, span), fair);
            Bucket.Set(packets);
        }
    }
}
