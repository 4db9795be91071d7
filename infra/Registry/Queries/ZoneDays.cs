using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>The day of UTC at an instant, and the zones (IANA names) where it is still the one before, or already the next.</summary>
internal sealed record ZoneDays(DateOnly Today, string[] Behind, string[] Ahead)
{
    /// <summary>All that a register can bring: an establishment counts its days as its department does.</summary>
    private static string[] Zones { get; } = [.. Departments.List.Select(department => department.TimeZone).Distinct()];

    public static ZoneDays Of(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new(
            today,
            [.. Zones.Where(zone => LocalDay.Of(now, zone) < today)],
            [.. Zones.Where(zone => LocalDay.Of(now, zone) > today)]
        );
    }
}
