using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Counts for the overview. Nothing is kept between two readers: each number is counted within the scope that asked.</summary>
public sealed class SectorQueries(
    IDbContextFactory<RegistryContext> registries,
    EstablishmentQueries establishments,
    TimeProvider clock
)
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<SectorOverview> OverviewAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var within = registry.AlertsOf(scope);
        var followed = registry.EstablishmentsOf(scope).Followed(registry);
        var kinds = await establishments.CountsAsync(scope, new EstablishmentFilter(), cancellationToken);
        return new SectorOverview
        {
            Week = await WeekAsync(within, cancellationToken),
            Suspected = await within.Standing(AlertStanding.Suspected).CountAsync(cancellationToken),
            CriticalEstablishments = await followed
                .Matching(registry, new EstablishmentFilter { Exposed = Severity.Critical })
                .CountAsync(cancellationToken),
            Followed = kinds[Following.Followed],
            UnderMandate = kinds[Following.UnderMandate],
            WithoutMandate = kinds[Following.WithoutMandate],
            Silent = await followed.Silent(registry).CountAsync(cancellationToken),
            Scanned = await LastScans(registry, scope).CountAsync(cancellationToken),
            Regions = await AreasAsync(registry, scope, byRegion: true, cancellationToken),
            Departments = await AreasAsync(registry, scope, byRegion: false, cancellationToken),
            Register = await RegisterAsync(registry, cancellationToken),
        };
    }

    internal static Task<RegisterImport?> RegisterAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        registry.RegisterImports.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<Scan> LastScans(RegistryContext registry, AccessScope scope) =>
        ScanQueries.Matching(registry, registry.ScansOf(scope), new ScanFilter(ScanStanding.Last));

    private async Task<IReadOnlyList<WeekRow>> WeekAsync(IQueryable<Alert> within, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Week;
        var open = await within.Standing(AlertStanding.Ongoing).BySeverityAsync(cancellationToken);
        var opened = await within.Where(row => row.OpenedAt >= since).BySeverityAsync(cancellationToken);
        var resolved = await within
            .Standing(AlertStanding.Resolved)
            .Where(row => row.ResolvedAt >= since)
            .BySeverityAsync(cancellationToken);
        return
        [
            .. Enum.GetValues<Severity>()
                .OrderDescending()
                .Select(severity => new WeekRow(severity, Of(open, severity), Of(opened, severity), Of(resolved, severity))),
        ];
    }

    private static int Of(IReadOnlyList<SeverityCount> counts, Severity severity) =>
        counts.FirstOrDefault(row => row.Severity == severity)?.Count ?? 0;

    private static async Task<IReadOnlyList<AreaRow>> AreasAsync(
        RegistryContext registry,
        AccessScope scope,
        bool byRegion,
        CancellationToken cancellationToken
    )
    {
        var sites = await registry
            .EstablishmentsOf(scope)
            .Followed(registry)
            .Select(row => new
            {
                Code = byRegion ? row.RegionCode : row.Department,
                Name = byRegion ? row.Region : row.Department,
            })
            .Where(row => row.Code != null)
            .GroupBy(row => new { row.Code, row.Name })
            .Select(group => new
            {
                group.Key.Code,
                group.Key.Name,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var open = await registry
            .AlertsOf(scope)
            .Standing(AlertStanding.Ongoing)
            .GroupBy(row => new { Code = byRegion ? row.Establishment!.RegionCode : row.Establishment!.Department, row.Severity })
            .Select(group => new
            {
                group.Key.Code,
                group.Key.Severity,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var medians = await MediansAsync(registry, scope, byRegion, cancellationToken);
        int Open(string code, Severity? severity) =>
            open.Where(row => row.Code == code && (severity is null || row.Severity == severity)).Sum(row => row.Count);
        return
        [
            .. sites
                .Select(row => new AreaRow(
                    row.Code!,
                    byRegion ? row.Name ?? row.Code! : Departments.NameOf(row.Code!),
                    row.Count,
                    Open(row.Code!, Severity.Critical),
                    Open(row.Code!, Severity.High),
                    Open(row.Code!, null),
                    medians.OfRegion(row.Code)?.Score
                ))
                .OrderByDescending(row => row.Critical)
                .ThenByDescending(row => row.High)
                .ThenByDescending(row => row.Open)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }

    private static async Task<Medians> MediansAsync(
        RegistryContext registry,
        AccessScope scope,
        bool byRegion,
        CancellationToken cancellationToken
    )
    {
        var scores = await registry
            .LatestStandings(DateOnly.MaxValue)
            .Where(line => line.Score != null)
            .Join(
                registry.EstablishmentsOf(scope).Followed(registry),
                line => line.Finess,
                site => site.Finess,
                (line, site) =>
                    new
                    {
                        Code = byRegion ? site.RegionCode : site.Department,
                        line.Score,
                        line.Provisional,
                    }
            )
            .ToListAsync(cancellationToken);
        return Medians.Of(scores.Select(row => new MedianMember(null, row.Code, row.Score!.Value, row.Provisional)));
    }
}
