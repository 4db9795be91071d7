namespace CyberWatch.Tests.Support;

/// <summary>A clock that goes on by itself, from another instant, and can be set: what waits for a span waits no longer for that.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _by = start - System.GetUtcNow();

    /// <summary>By so much its timers are over before they should be; the system's are by some milliseconds, now and then.</summary>
    public TimeSpan Early { get; init; }

    public void Shift(TimeSpan by) => _by += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > Early ? dueTime - Early : dueTime, period);
}
