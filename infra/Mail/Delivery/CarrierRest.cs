namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// When the carrier may be asked again: it rests after a fault that concerns no letter, longer each time, and keeps a pace. Spans are counted,
/// not times of day: a clock that is set back must not hold letters until it has caught up.
/// </summary>
public sealed partial class CarrierRest(MailPace pace, TimeProvider clock, ILogger<CarrierRest> logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _rest = TimeSpan.Zero;
    private TimeSpan _until;
    private TimeSpan _next;

    /// <summary>What keeps it from working; null while it works.</summary>
    public CarrierFault? Fault { get; private set; }

    public bool IsOver => Now >= _until;

    /// <summary>The next letter has to wait.</summary>
    public bool HasPause => _next > Now;

    private TimeSpan Now => clock.GetElapsedTime(_start);

    public void Begin(CarrierFault fault)
    {
        _rest = _rest == TimeSpan.Zero ? Shortest : TimeSpan.FromTicks(Math.Min(_rest.Ticks * 2, Longest.Ticks));
        _until = Now + _rest;
        if (fault != Fault)
            LogFault(fault.Word, fault.Said);
        Fault = fault;
    }

    public void End()
    {
        if (Fault is not null)
            LogWorks();
        (Fault, _rest, _until) = (null, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Waits until the next letter may go.</summary>
    public async Task PaceAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        if (_next > now)
            await Task.Delay(_next - now, clock, cancellationToken);
        _next = (_next > now ? _next : now) + pace.Between;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No letter leaves ({Word}): {Said}. It is tried again by itself")]
    private partial void LogFault(string word, string said);

    [LoggerMessage(Level = LogLevel.Information, Message = "Letters leave again")]
    private partial void LogWorks();
}

/// <param name="Between">From one letter to the next.</param>
public sealed record MailPace(TimeSpan Between)
{
    public static MailPace Of(MailOptions options) =>
        new(options.PerMinute == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1) / options.PerMinute);
}
