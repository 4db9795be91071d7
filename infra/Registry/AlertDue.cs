using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// The due date of an alert. It is decided when the alert opens, when its severity changes, and when it becomes or ceases to be exploited;
/// a policy that is edited later moves no date that somebody works towards.
/// </summary>
public static class AlertDue
{
    /// <summary>What decides a date, as it was before a step.</summary>
    public sealed record Ground(DateTimeOffset? OpenedAt, Severity Severity, string? ExploitedBy)
    {
        public static Ground Of(Alert alert) => new(alert.OpenedAt, alert.Severity, alert.ExploitedBy);
    }

    /// <summary>After a step, at the instant at which it was taken. A suspicion has no date.</summary>
    public static void Decide(Alert alert, Ground before, DuePolicy policy, string zone, DateTimeOffset at)
    {
        if (alert.State == AlertState.Suspected || alert.OpenedAt is not { } opened)
        {
            (alert.DueOn, alert.DueBy) = (null, null);
            return;
        }

        if (alert.DueBy is not null && Ground.Of(alert) == before)
            return;
        var due = policy.Decide(alert.Severity, LocalDay.Of(opened, zone), Learned(alert, before, zone, at));
        (alert.DueOn, alert.DueBy) = (due.On, due.By.ToString());
    }

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
