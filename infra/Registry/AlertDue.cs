using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// The due date of an alert. It is decided when the alert opens, when its severity changes, and when it becomes or ceases to be exploited;
/// a policy that is edited later moves no date that somebody works towards. What ends by itself is due no later than the day on which it ends.
/// </summary>
public static class AlertDue
{
    /// <summary>What decides a date, as it was before a step.</summary>
    public sealed record Ground(DateTimeOffset? OpenedAt, Severity Severity, string? ExploitedBy)
    {
        public static Ground Of(Alert alert) => new(alert.OpenedAt, alert.Severity, alert.ExploitedBy);
    }

    /// <summary>After a step, at the instant at which it was taken. A suspicion has no date.</summary>
    /// <param name="alert">As the step left it.</param>
    /// <param name="before">As it was.</param>
    /// <param name="policy">Of the house.</param>
    /// <param name="zone">IANA name of the establishment's time zone.</param>
    /// <param name="at">The instant of the step.</param>
    /// <param name="ends">When what was found ends by itself; null where it does not, or the step says nothing of it.</param>
    public static void Decide(
        Alert alert,
        Ground before,
        DuePolicy policy,
        string zone,
        DateTimeOffset at,
        DateTimeOffset? ends = null
    )
    {
        if (alert.State == AlertState.Suspected || alert.OpenedAt is not { } opened)
        {
            (alert.DueOn, alert.DueBy) = (null, null);
            return;
        }

        var end = End(alert, before, zone, at, ends);
        if (alert.DueBy is null || Ground.Of(alert) != before)
            Set(alert, policy.Decide(alert.Severity, LocalDay.Of(opened, zone), Learned(alert, before, zone, at), end));
        else if (ends is not null && end is { } day && DuePolicy.IsEarlier(day, alert.DueOn))
            Set(alert, policy.AtEnd(day));
    }

    private static void Set(Alert alert, DueDate due) => (alert.DueOn, alert.DueBy) = (due.On, due.By.ToString());

    /// <summary>What had ended before it was found is due on the day of the step; a step that says nothing leaves the end that stands.</summary>
    private static DateOnly? End(Alert alert, Ground before, string zone, DateTimeOffset at, DateTimeOffset? ends) =>
        ends is { } instant ? LocalDay.Of(instant > at ? instant : at, zone)
        : before.OpenedAt == alert.OpenedAt && DueRow.Parse(alert.DueBy) is { } row
            ? row.Row == DuePolicy.Validity ? alert.DueOn
                : row.Ends
        : null;

    /// <summary>
    /// Nobody can meet a date that had passed before he was told: what counts is the day on which we learned it. The date that it gave tells it
    /// later; where a severity gave an earlier one, nothing but the catalogue's own day is left.
    /// </summary>
    private static DateOnly? Learned(Alert alert, Ground before, string zone, DateTimeOffset at) =>
        alert.ExploitedBy is null ? null
        : before.ExploitedBy is null ? LocalDay.Of(at, zone)
        : DueRow.Parse(alert.DueBy) is { Row: DuePolicy.Exploited, Days: { } days } ? alert.DueOn?.AddDays(-days)
        : alert.ExploitedSince;
}
