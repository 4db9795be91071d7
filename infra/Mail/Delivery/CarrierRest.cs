namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>When the carrier may be asked again: it rests after a fault that concerns no letter, longer each time, and keeps a pace.</summary>
public sealed partial class CarrierRest(MailPace pace, TimeProvider clock, ILogger<CarrierRest> logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private TimeSpan _rest = TimeSpan.Zero;
    private DateTimeOffset _until;
    private DateTimeOffset _next;

    /// <summary>What keeps it from working; null while it works.</summary>
    public CarrierFault? Fault { get; private set; }

    public bool IsOver => clock.GetUtcNow() >= _until;

    /// <summary>The next letter has to wait.</summary>
    public bool HasPause => _next > clock.GetUtcNow();

    public void Begin(CarrierFault fault)
    {
        _rest = _rest == TimeSpan.Zero ? Shortest : TimeSpan.FromTicks(Math.Min(_rest.Ticks * 2, Longest.Ticks));
        _until = clock.GetUtcNow() + _rest;
        if (fault != Fault)
            LogFault(fault.Word, fault.Said);
        Fault = fault;
    }

    public void End()
    {
        if (Fault is not null)
            LogWorks();
        (Fault, _rest, _until) = (null, TimeSpan.Zero, default);
    }

    /// <summary>Waits until the next letter may go.</summary>
    public async Task PaceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
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
