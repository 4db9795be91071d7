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
        var areas = await SectorAreas.ReadAsync(registry, scope, cancellationToken);
        var looks = await LooksAsync(registry, sites, cancellationToken);
        var valid = await registry.WithMandateAsync(sites, valid: true, clock.GetUtcNow(), cancellationToken);
        var underMandate = await valid.CountAsync(cancellationToken);
        return new SectorOverview
        {
            Week = await WeekAsync(within, areas, cancellationToken),
            Suspected = await within.Standing(AlertStanding.Suspected).CountAsync(cancellationToken),
            CriticalEstablishments = await sites
                .Followed(registry)
                .Matching(registry, new EstablishmentFilter { Exposed = Severity.Critical })
                .CountAsync(cancellationToken),
            Followed = areas.Followed,
            UnderMandate = underMandate,
            // who has a mandate is followed
            WithoutMandate = areas.Followed - underMandate,
            Silent = looks.Where(look => look is { IsFollowed: true, Answered: 0 }).Sum(look => look.Count),
            Scanned = looks.Where(look => look.Answered is not null).Sum(look => look.Count),
            Regions = areas.Regions,
            Departments = areas.Departments,
            Register = await RegisterAsync(registry, cancellationToken),
        };
    }

    internal static Task<RegisterImport?> RegisterAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        registry.RegisterImports.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>How many establishments got how many answers in their last finished scan.</summary>
    private static Task<List<Looks>> LooksAsync(
        RegistryContext registry,
        IQueryable<Establishment> sites,
        CancellationToken cancellationToken
    ) =>
        sites
            .WithLooks(registry)
            .Select(row => new
            {
                IsFollowed = registry.Perimeter.Any(line => line.Finess == row.Site.Finess)
                    || registry.Mandates.Any(mandate => mandate.Finess == row.Site.Finess),
                row.Answered,
            })
            .GroupBy(row => row)
            .Select(alike => new Looks(alike.Key.IsFollowed, alike.Key.Answered, alike.Count()))
            .ToListAsync(cancellationToken);

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

    private sealed record Looks(bool IsFollowed, int? Answered, int Count);
}
