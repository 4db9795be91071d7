using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Cuts what a reader may not see off, before anything is counted. Every query of this folder starts here.</summary>
/// <remarks>Asked whether a number is among those of the scope, since SQLite looks the scope of an <c>exists</c> up anew for each row.</remarks>
internal static class Scoping
{
    public static IQueryable<Establishment> EstablishmentsOf(this RegistryContext registry, AccessScope scope) =>
        scope switch
        {
            AccessScope.WholeSector => registry.Establishments,
            AccessScope.OneRegion { Region: var region } => registry.Establishments.Where(row => row.RegionCode == region),
            AccessScope.Establishments { Finess: var finess } => registry.Establishments.Where(row =>
                finess.Contains(row.Finess)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "A scope that no query knows shows nothing."),
        };

    public static IQueryable<Alert> AlertsOf(this RegistryContext registry, AccessScope scope) =>
        scope is AccessScope.WholeSector
            ? registry.Alerts
            : registry.Alerts.Where(row => registry.EstablishmentsOf(scope).Select(mine => mine.Finess).Contains(row.Finess));

    public static IQueryable<Scan> ScansOf(this RegistryContext registry, AccessScope scope) =>
        scope is AccessScope.WholeSector
            ? registry.Scans
            : registry.Scans.Where(row => registry.EstablishmentsOf(scope).Select(mine => mine.Finess).Contains(row.Finess));
}
