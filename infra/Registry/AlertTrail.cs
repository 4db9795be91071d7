using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;

namespace CyberWatch.Infra.Registry;

/// <summary>Who or what changed an alert, and when.</summary>
/// <param name="Actor">The address of a person, or a word for what is none: scan, clock, feed.</param>
/// <param name="At">When.</param>
/// <param name="Detail">What is to be said besides; null: what the change itself says.</param>
public sealed record AlertCause(string Actor, DateTimeOffset At, string? Detail = null)
{
    public const string Scan = "scan";
    public const string Clock = "clock";
    public const string Feed = "feed";
}

/// <summary>Puts a change that no proof made into an alert: its row, and one event of its life.</summary>
public static class AlertTrail
{
    /// <summary>Returns the entry of the audit trail, which must be saved in the same transaction.</summary>
    public static AuditEntry Apply(Alert alert, StandingChange change, AlertCause cause, DuePolicy policy, string zone)
    {
        var (from, ground) = (alert.State, AlertDue.Ground.Of(alert));
        var detail = cause.Detail ?? change.Detail;
        AlertStandings.Set(alert, change.Standing);
        AlertDue.Decide(alert, ground, policy, zone, cause.At);
        alert.Version++;
        alert.Events.Add(
            new AlertEvent
            {
                At = cause.At,
                Actor = cause.Actor,
                From = from,
                To = alert.State,
                Why = change.Why,
                Detail = detail,
            }
        );
        return new AuditEntry
        {
            At = cause.At,
            Actor = cause.Actor,
            Action = AuditEntry.OfAlerts + change.Why,
            Subject = $"{alert.Id} {alert.Finess} {alert.RuleId}",
            Detail = $"{from} > {alert.State}{(string.IsNullOrEmpty(detail) ? "" : ": " + detail)}",
        };
    }
}
