namespace CyberWatch.Tests.Support;

/// <summary>A clock that goes on by itself, from another instant, and can be set: what waits for a span waits no longer for that.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _by = start - System.GetUtcNow();

    public void Shift(TimeSpan by) => _by += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _by;
}
