using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What the page of one establishment shows, for whoever may see it.</summary>
internal static class EstablishmentDetails
{
    private const int ScansShown = 8;

    public static async Task<EstablishmentDetail> DetailAsync(
        this RegistryContext registry,
        Establishment site,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var finess = site.Finess;
        var alerts = registry.Alerts.Where(row => row.Finess == finess);
        var scans = registry.Scans.Where(row => row.Finess == finess && row.State != ScanState.Due);
        return new EstablishmentDetail(
            site,
            await registry.Perimeter.AsNoTracking().Where(row => row.Finess == finess).ToListAsync(cancellationToken),
            await registry.Mandates.AsNoTracking().Where(row => row.Finess == finess).ToListAsync(cancellationToken),
            await registry.Contacts.AsNoTracking().Where(row => row.Finess == finess).ToListAsync(cancellationToken),
            await alerts.Standing(AlertStanding.Ongoing).BySeverityAsync(cancellationToken),
            await alerts.Standing(AlertStanding.Suspected).CountAsync(cancellationToken),
            await alerts.Standing(AlertStanding.Resolved).CountAsync(cancellationToken),
            await ScanQueries.Rows(registry, ScanQueries.InOrder(scans).Take(ScansShown)).ToListAsync(cancellationToken),
            await scans.CountAsync(cancellationToken)
        )
        {
            Accepted = await alerts.Standing(AlertStanding.Accepted).CountAsync(cancellationToken),
            Overdue = await alerts.Overdue(now).CountAsync(cancellationToken),
            Unsubscribed = await registry.UnsubscribedAsync(site, cancellationToken),
        };
    }

    /// <summary>The worst first.</summary>
    public static async Task<IReadOnlyList<SeverityCount>> BySeverityAsync(
        this IQueryable<Alert> alerts,
        CancellationToken cancellationToken
    )
    {
        var counts = await alerts
            .GroupBy(row => row.Severity)
            .Select(group => new SeverityCount(group.Key, group.Count()))
            .ToListAsync(cancellationToken);
        return [.. counts.OrderByDescending(row => row.Severity)];
    }
}
