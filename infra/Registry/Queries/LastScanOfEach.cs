using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>The last finished light or full scan of each establishment: looked up for each of them, since there are far more scans.</summary>
internal static class LastScanOfEach
{
    /// <summary>Light and full ones that came to an end.</summary>
    public static IQueryable<Scan> FinishedScans(this RegistryContext registry) =>
        registry.Scans.Where(scan => scan.EndedAt != null && scan.Kind != ScanKind.Recheck);

    public static IQueryable<Scan> LastScans(this RegistryContext registry, IQueryable<Establishment> establishments)
    {
        var finished = registry.FinishedScans();
        return registry.IsOnServer()
            // the comparison says nothing new, and keeps EF from numbering all scans
            ? establishments.SelectMany(site =>
                finished
#pragma warning disable CA1309 // runs in the database, which knows no culture
                    .Where(scan => scan.Finess == site.Finess && string.Compare(scan.Finess, site.Finess) >= 0)
#pragma warning restore CA1309
                    .OrderByDescending(scan => scan.EndedAt)
                    .Take(1)
            )
            // SQLite has no lateral join, and looks these up by the key
            : establishments
                .Select(site =>
                    finished
                        .Where(scan => scan.Finess == site.Finess)
                        .OrderByDescending(scan => scan.EndedAt)
                        .Select(scan => (Guid?)scan.Id)
                        .FirstOrDefault()
                )
                .Join(registry.Scans, last => last, scan => (Guid?)scan.Id, (last, scan) => scan);
    }

    public static IQueryable<Establishment> Of(this IQueryable<Establishment> establishments, ScanFilter filter)
    {
        establishments = filter.Finess is { } finess ? establishments.Where(row => row.Finess == finess) : establishments;
        return filter.RegionCode is { } region ? establishments.Where(row => row.RegionCode == region) : establishments;
    }
}
