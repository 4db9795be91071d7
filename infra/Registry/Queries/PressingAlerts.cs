using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Alerts for which somebody is called: confirmed critical or exploited ones that nobody acknowledged, or that are overdue.</summary>
internal static class PressingAlerts
{
    public static IQueryable<Alert> Pressing(this IQueryable<Alert> alerts, DateTimeOffset now)
    {
        var grave = alerts
            .Standing(AlertStanding.Ongoing)
            .Where(row =>
                (row.Severity == Severity.Critical && row.Confidence == Confidence.Confirmed) || row.ExploitedBy != null
            );
        return grave
            .Where(row => row.State == AlertState.Open)
            .Concat(grave.Where(row => row.State == AlertState.Acknowledged).Overdue(now));
    }
}
