using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Counts for the overview. Nothing is kept between two readers: each number is counted within the scope that asked.</summary>
public sealed class SectorQueries(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<SectorOverview> OverviewAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var within = registry.AlertsOf(scope);
        var sites = registry.EstablishmentsOf(scope);
        var areas = await SectorAreas.ReadAsync(registry, sites, cancellationToken);
        var underMandate = await registry.WithMandate(sites, valid: true, clock.GetUtcNow()).CountAsync(cancellationToken);
        return new SectorOverview
        {
            Week = await WeekAsync(within, areas, cancellationToken),
            Suspected = await within.Standing(AlertStanding.Suspected).CountAsync(cancellationToken),
            CriticalEstablishments = areas.WithCritical,
            Followed = areas.Followed,
            UnderMandate = underMandate,
            // who has a mandate is followed
            WithoutMandate = areas.Followed - underMandate,
            Silent = areas.Silent,
            Scanned = areas.Scanned,
            Regions = areas.Regions,
            Departments = areas.Departments,
            Register = await RegisterAsync(registry, cancellationToken),
        };
    }

    internal static Task<RegisterImport?> RegisterAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        registry.RegisterImports.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);

    private async Task<IReadOnlyList<WeekRow>> WeekAsync(
        IQueryable<Alert> within,
        SectorAreas areas,
        CancellationToken cancellationToken
    )
    {
        var since = clock.GetUtcNow() - Week;
        var opened = await within.Where(row => row.OpenedAt >= since).BySeverityAsync(cancellationToken);
        var resolved = await within
            .Standing(AlertStanding.Resolved)
            .Where(row => row.ResolvedAt >= since)
            .BySeverityAsync(cancellationToken);
        return
        [
            .. Enum.GetValues<Severity>()
                .OrderDescending()
                .Select(severity => new WeekRow(severity, areas.Open(severity), Of(opened, severity), Of(resolved, severity))),
        ];
    }

    private static int Of(IReadOnlyList<SeverityCount> counts, Severity severity) =>
        counts.FirstOrDefault(row => row.Severity == severity)?.Count ?? 0;
}
