using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>What the narrow rows sum up, read for some establishments at once.</summary>
internal static class CurrentGround
{
    public static async Task<Dictionary<string, LastScan>> LastScansAsync(
        RegistryContext registry,
        IQueryable<Establishment> sites,
        CancellationToken cancellationToken
    )
    {
        var scans = await registry.LastScans(sites).AsNoTracking().ToDictionaryAsync(scan => scan.Finess, cancellationToken);
        return await sites
            .Select(site => new
            {
                site.Finess,
                EndedAt = registry.Scans.Where(scan => scan.Finess == site.Finess).Max(scan => scan.EndedAt),
            })
            .ToDictionaryAsync(
                row => row.Finess,
                row => new LastScan(row.EndedAt, scans.GetValueOrDefault(row.Finess)),
                cancellationToken
            );
    }

    internal sealed record LastScan(DateTimeOffset? EndedAt, Scan? Last);
}
