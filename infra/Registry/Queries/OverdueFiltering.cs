using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Alerts whose last day is over where their establishment is, asked of the database, which knows no time zones.</summary>
public static class OverdueFiltering
{
    /// <summary>Of those that wait for somebody.</summary>
    public static IQueryable<Alert> Overdue(this IQueryable<Alert> alerts, DateTimeOffset now)
    {
        var (today, behind, ahead) = ZoneDays.Of(now);
        var yesterday = today.AddDays(-1);
        return alerts.Where(row =>
            (row.State == AlertState.Open || row.State == AlertState.Acknowledged)
            && (
                row.DueOn < yesterday
                || (row.DueOn == yesterday && !behind.Contains(row.Establishment!.TimeZone))
                || (row.DueOn == today && ahead.Contains(row.Establishment!.TimeZone))
            )
        );
    }
}
