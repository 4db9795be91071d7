using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Which establishments have a mandate that is valid now. A mandate counts days in its establishment's own time zone.</summary>
internal static class MandateDays
{
    /// <summary>Those of <paramref name="establishments"/> with a valid mandate, or, if not <paramref name="valid"/>, those without.</summary>
    public static async Task<IQueryable<Establishment>> WithMandateAsync(
        this RegistryContext registry,
        IQueryable<Establishment> establishments,
        bool valid,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var mandates = await ValidAsync(registry, now, cancellationToken);
        return establishments.Where(row => mandates.Any(mandate => mandate.Finess == row.Finess) == valid);
    }

    private static async Task<IQueryable<Mandate>> ValidAsync(
        RegistryContext registry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var zones = await registry
            .Establishments.Where(row => registry.Mandates.Any(mandate => mandate.Finess == row.Finess))
            .Select(row => row.TimeZone)
            .Distinct()
            .ToListAsync(cancellationToken);
        IQueryable<Mandate> valid = registry.Mandates.Where(row => false);
        foreach (var (day, there) in zones.GroupBy(zone => LocalDay.Of(now, zone)).Select(group => (group.Key, group.ToArray())))
        {
            valid = valid.Union(
                registry.Mandates.Where(row =>
                    row.ValidFrom <= day
                    && row.ValidUntil >= day
                    && registry.Establishments.Any(site => site.Finess == row.Finess && there.Contains(site.TimeZone))
                )
            );
        }

        return valid;
    }
}
