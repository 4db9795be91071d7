using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Alerts whose last day is over where their establishment is, asked of the database, which knows no time zones.</summary>
public static class OverdueFiltering
{
    /// <summary>Of those that wait for somebody.</summary>
    public static IQueryable<Alert> Overdue(this IQueryable<Alert> alerts, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var yesterday = today.AddDays(-1);
        string[] behind = [.. Zones.Where(zone => LocalDay.Of(now, zone) < today)];
        string[] ahead = [.. Zones.Where(zone => LocalDay.Of(now, zone) > today)];
        return alerts.Where(row =>
            (row.State == AlertState.Open || row.State == AlertState.Acknowledged)
            && (
                row.DueOn < yesterday
                || (row.DueOn == yesterday && !behind.Contains(row.Establishment!.TimeZone))
                || (row.DueOn == today && ahead.Contains(row.Establishment!.TimeZone))
            )
        );
    }

    private static string[] Zones { get; } = [.. Departments.List.Select(department => department.TimeZone).Distinct()];
}
