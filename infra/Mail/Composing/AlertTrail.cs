using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>An alert as it stood at the end of the week, read from its trail, and how it came there.</summary>
/// <param name="Alert">As it stands now.</param>
/// <param name="Then">Its state at the end of the week; null: not born yet.</param>
/// <param name="Origin">What brought it there within the week.</param>
/// <param name="ClosedOn">When it had been closed before it came back in the week.</param>
/// <param name="SeenTwice">A second look confirmed it.</param>
/// <param name="Fix">The event that closed it within the week, after it had been open.</param>
internal sealed record AlertTrail(
    Alert Alert,
    AlertState? Then,
    AlertOrigin Origin,
    DateOnly? ClosedOn,
    bool SeenTwice,
    AlertEvent? Fix
)
{
    public bool WasOngoing => Then?.IsOngoing() == true;

    public bool WasAccepted => Then == AlertState.Accepted;

    /// <summary>Somebody can still do something about it.</summary>
    public bool IsOngoing => WasOngoing && Alert.State.IsOngoing();

    /// <param name="alert">The alert.</param>
    /// <param name="events">All of its trail, in order.</param>
    /// <param name="span">The week.</param>
    public static AlertTrail Of(Alert alert, IReadOnlyList<AlertEvent> events, WeekSpan span)
    {
        var past = events.Where(row => row.At < span.Until).ToList();
        var opening = past.FindLastIndex(IsOpening);
        var inWeek = opening >= 0 && span.Holds(past[opening].At);
        var closed = inWeek ? past.Take(opening).LastOrDefault(row => row.To == AlertState.Resolved) : null;
        return new(
            alert,
            StateAt(alert, events, past, span.Until),
            inWeek ? OriginOf(past[opening], closed) : AlertOrigin.Standing,
            closed is null ? null : span.DayOf(closed.At),
            past.Exists(row => row.Why == "second-look"),
            past.Count > 0 && past[^1] is { To: AlertState.Resolved, From: not AlertState.Suspected } fix && span.Holds(fix.At)
                ? fix
                : null
        );
    }

    private static AlertState? StateAt(
        Alert alert,
        IReadOnlyList<AlertEvent> events,
        List<AlertEvent> past,
        DateTimeOffset until
    ) =>
        past.Count > 0 ? past[^1].To
        : events.Count > 0 || alert.FirstSeen >= until ? null
        : alert.State;

    private static bool IsOpening(AlertEvent row) => row.To.IsOngoing() && row.From?.IsOngoing() != true;

    private static AlertOrigin OriginOf(AlertEvent opening, AlertEvent? closed) =>
        opening.From switch
        {
            AlertState.Accepted => AlertOrigin.AcceptanceEnded,
            AlertState.FalsePositive => AlertOrigin.Standing,
            _ => closed is null ? AlertOrigin.New : AlertOrigin.Reopened,
        };
}
