using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Which establishments have a mandate that is valid now. A mandate counts days in its establishment's own time zone.</summary>
internal static class MandateDays
{
    /// <summary>Those of <paramref name="establishments"/> with a valid mandate, or, if not <paramref name="valid"/>, those without.</summary>
    public static IQueryable<Establishment> WithMandate(
        this RegistryContext registry,
        IQueryable<Establishment> establishments,
        bool valid,
        DateTimeOffset now
    )
    {
        var (today, behind, ahead) = ZoneDays.Of(now);
        var (before, after) = (today.AddDays(-1), today.AddDays(1));
        return establishments.Where(row =>
            (
                behind.Contains(row.TimeZone)
                    ? registry.Mandates.Any(one =>
                        one.Finess == row.Finess && one.ValidFrom <= before && one.ValidUntil >= before
                    )
                : ahead.Contains(row.TimeZone)
                    ? registry.Mandates.Any(one => one.Finess == row.Finess && one.ValidFrom <= after && one.ValidUntil >= after)
                : registry.Mandates.Any(one => one.Finess == row.Finess && one.ValidFrom <= today && one.ValidUntil >= today)
            ) == valid
        );
    }
}
