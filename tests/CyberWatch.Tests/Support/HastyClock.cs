namespace CyberWatch.Tests.Support;

/// <summary>Every pause is over almost at once.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > Longest ? Longest : dueTime, period);
}
