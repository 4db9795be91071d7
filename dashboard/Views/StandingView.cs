using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>One sentence that says where an alert stands and what would change it.</summary>
internal static class StandingView
{
    public static string Of(Alert alert, Texts texts, string zone) =>
        alert.State switch
        {
            AlertState.Suspected => texts["alert.is-suspected", When.Moment(alert.FirstSeen, zone)],
            AlertState.Resolved => texts["alert.is-resolved", When.Moment(alert.ResolvedAt ?? alert.LastSeen, zone)],
            AlertState.Acknowledged => texts["alert.is-acknowledged", Decided(alert, zone), alert.DecidedBy ?? "–"],
            AlertState.Accepted => texts["alert.is-accepted", Last(alert), alert.DecidedBy ?? "–", Reason(alert)],
            AlertState.FalsePositive => texts[
                "alert.is-false-positive",
                Decided(alert, zone),
                alert.DecidedBy ?? "–",
                Reason(alert)
            ],
            _ when alert.FirstProofAt is { } proof => texts["alert.is-half-proven", When.Moment(proof, zone)],
            _ => texts["alert.is-open", When.Moment(alert.LastSeen, zone)],
        };

    private static string Decided(Alert alert, string zone) => When.Moment(alert.DecidedAt ?? alert.LastSeen, zone);

    private static string Last(Alert alert) => alert.AcceptedUntil is { } last ? When.Day(last) : "–";

    /// <summary>The sentence around it has a full stop of its own.</summary>
    private static string Reason(Alert alert)
    {
        var reason = Scanned.Text(alert.DecisionReason, Decisions.LongestReason).TrimEnd();
        return reason.EndsWith('.') && !reason.EndsWith("..", StringComparison.Ordinal) ? reason[..^1] : reason;
    }
}
