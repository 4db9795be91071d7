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
        // one question for all three days: each of three would be looked up on its own
        var with = establishments.Where(row =>
            registry.Mandates.Any(one =>
                one.Finess == row.Finess
                && one.ValidFrom
                    <= (
                        behind.Contains(row.TimeZone) ? before
                        : ahead.Contains(row.TimeZone) ? after
                        : today
                    )
                && one.ValidUntil
                    >= (
                        behind.Contains(row.TimeZone) ? before
                        : ahead.Contains(row.TimeZone) ? after
                        : today
                    )
            )
        );
        return valid ? with : establishments.Where(row => !with.Select(one => one.Finess).Contains(row.Finess));
    }
}
