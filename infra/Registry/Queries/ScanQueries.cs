using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads scans for people, the running ones as often as every second.</summary>
public sealed class ScanQueries(IDbContextFactory<RegistryContext> registries)
{
    private const int RunningShown = 20;

    public async Task<Page<ScanRow>> ListAsync(
        AccessScope scope,
        ScanFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        if (filter.Standing == ScanStanding.Last)
            return await LastAsync(registry, registry.EstablishmentsOf(scope).Of(filter), page, cancellationToken);
        var scans = Matching(registry, scope, filter);
        var ordered =
            filter.Standing == ScanStanding.Planned
                ? scans.OrderBy(row => row.DueAt).ThenBy(row => row.Id)
                // whatever is not planned any more has started
                : scans.OrderByDescending(row => row.StartedAt).ThenBy(row => row.Id);
        var rows = await Rows(registry, ordered.Skip(page.Skip).Take(page.Take)).ToListAsync(cancellationToken);
        return new Page<ScanRow>(rows, await scans.CountAsync(cancellationToken));
    }

    /// <summary>The narrow rows know which; only those of one page are read.</summary>
    private static async Task<Page<ScanRow>> LastAsync(
        RegistryContext registry,
        IQueryable<Establishment> sites,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var scanned = sites.Where(row => row.Now!.ScanId != null);
        var ids = await scanned
            .OrderByDescending(row => row.Now!.ScanStartedAt)
            .ThenBy(row => row.Now!.ScanId)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(row => row.Now!.ScanId!.Value)
            .ToListAsync(cancellationToken);
        var rows = await Rows(registry, registry.Scans.Where(scan => ids.Contains(scan.Id)))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        return new([.. ids.Select(rows.GetValueOrDefault).OfType<ScanRow>()], await scanned.CountAsync(cancellationToken));
    }

    /// <summary>What runs now, of one establishment or of all in the scope; the longest running first, at most 20.</summary>
    public async Task<IReadOnlyList<ScanRow>> RunningAsync(AccessScope scope, string? finess, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var scans = Matching(registry, scope, new ScanFilter(ScanStanding.Running, finess));
        return await Rows(registry, scans.OrderBy(row => row.StartedAt).Take(RunningShown)).ToListAsync(cancellationToken);
    }

    /// <summary>The questions of all scans that the filter leaves, together.</summary>
    public async Task<Coverage> CoverageAsync(AccessScope scope, ScanFilter filter, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return filter.Standing == ScanStanding.Last
            ? await SumAsync(registry, registry.EstablishmentsOf(scope).Of(filter), cancellationToken)
            : await SumAsync(Matching(registry, scope, filter), cancellationToken);
    }

    /// <summary>Of the last finished scan of each.</summary>
    private static async Task<Coverage> SumAsync(
        RegistryContext registry,
        IQueryable<Establishment> sites,
        CancellationToken cancellationToken
    ) =>
        await sites
            .Join(registry.CurrentStandings, site => site.Finess, now => now.Finess, (_, now) => now)
            .GroupBy(row => 1)
            .Select(all => new Coverage(
                all.Sum(row => row.Answered ?? 0),
                all.Sum(row => row.Silent),
                all.Sum(row => row.NotAllowed)
            ))
            .SingleOrDefaultAsync(cancellationToken)
        ?? Coverage.None;

    internal static async Task<Coverage> SumAsync(IQueryable<Scan> scans, CancellationToken cancellationToken) =>
        await scans
            .GroupBy(row => 1)
            .Select(all => new Coverage(all.Sum(row => row.Answered), all.Sum(row => row.Silent), all.Sum(row => row.NotAllowed)))
            .SingleOrDefaultAsync(cancellationToken)
        ?? Coverage.None;

    private static IQueryable<Scan> Matching(RegistryContext registry, AccessScope scope, ScanFilter filter)
    {
        var scans = registry.ScansOf(scope);
        scans = filter.Finess is { } finess ? scans.Where(row => row.Finess == finess) : scans;
        scans = filter.RegionCode is { } region
            ? scans.Where(row => registry.Establishments.Any(site => site.Finess == row.Finess && site.RegionCode == region))
            : scans;
        return filter.Standing switch
        {
            ScanStanding.Started => scans.Where(row => row.State != ScanState.Due),
            ScanStanding.Running => scans.Where(row => row.State == ScanState.Running),
            ScanStanding.Failed => scans.Where(row => row.State == ScanState.Failed),
            ScanStanding.Planned => scans.Where(row => row.State == ScanState.Due),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Standing, null),
        };
    }

    internal static IQueryable<Scan> InOrder(IQueryable<Scan> scans) =>
        scans.OrderByDescending(row => row.StartedAt ?? row.DueAt).ThenBy(row => row.Id);

    internal static IQueryable<ScanRow> Rows(RegistryContext registry, IQueryable<Scan> scans) =>
        scans.Join(
            registry.Establishments,
            scan => scan.Finess,
            site => site.Finess,
            (scan, site) =>
                new ScanRow(
                    scan.Id,
                    scan.Finess,
                    site.Name,
                    site.TimeZone,
                    scan.Kind,
                    scan.State,
                    scan.DueAt,
                    scan.StartedAt,
                    scan.EndedAt,
                    scan.Stage,
                    scan.StepsDone,
                    scan.StepsPlanned,
                    new Coverage(scan.Answered, scan.Silent, scan.NotAllowed),
                    scan.AlertsOpened,
                    scan.AlertsResolved,
                    scan.Recovered,
                    scan.Reason
                )
        );
}
