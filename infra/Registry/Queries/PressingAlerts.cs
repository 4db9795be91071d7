using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Alerts for which somebody is called: confirmed critical or exploited ones that nobody acknowledged, or that are overdue.</summary>
internal static class PressingAlerts
{
    /// <summary>Those among <paramref name="alerts"/>. A date has passed by the establishment's own calendar.</summary>
    public static async Task<IQueryable<Alert>> PressingAsync(
        this RegistryContext registry,
        IQueryable<Alert> alerts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var grave = alerts
            .Standing(AlertStanding.Ongoing)
            .Where(row =>
                (row.Severity == Severity.Critical && row.Confidence == Confidence.Confirmed) || row.ExploitedBy != null
            );
        var pressing = grave.Where(row => row.State == AlertState.Open);
        var zones = await registry
            .Establishments.Where(row => grave.Any(alert => alert.Finess == row.Finess))
            .Select(row => row.TimeZone)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var there in zones.GroupBy(zone => LocalDay.Of(now, zone)))
        {
            var (today, names) = (there.Key, there.ToArray());
            pressing = pressing.Concat(
                grave.Where(row =>
                    row.State != AlertState.Open && row.DueOn < today && names.Contains(row.Establishment!.TimeZone)
                )
            );
        }
        return pressing;
    }
}
