using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>What the narrow rows sum up, read for some establishments at once.</summary>
internal static class CurrentGround
{
    private static readonly int[] Ongoing = [(int)AlertState.Open, (int)AlertState.Acknowledged];

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

    /// <remarks>A sum cannot be looked up in an index: see <see cref="StandingGround.AlertsAsync"/>.</remarks>
    public static async Task<ILookup<string, SeverityCount>> AlertsAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .Alerts.Where(row => finess.Contains(row.Finess) && Ongoing.Contains((int)row.State + 0))
            .GroupBy(row => new { row.Finess, row.Severity })
            .Select(alike => new
            {
                alike.Key.Finess,
                alike.Key.Severity,
                Count = alike.Count(),
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Finess, row => new SeverityCount(row.Severity, row.Count));
    }

    internal sealed record LastScan(DateTimeOffset? EndedAt, Scan? Last);
}
