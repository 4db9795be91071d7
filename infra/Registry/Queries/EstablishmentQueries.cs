using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads establishments for people.</summary>
public sealed class EstablishmentQueries(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    private const int ScansShown = 8;

    public async Task<Page<EstablishmentRow>> ListAsync(
        AccessScope scope,
        EstablishmentFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var within = Within(registry, scope, filter);
        var all = await FollowingAsync(registry, within, filter.Following, cancellationToken);
        var matching = all.Matching(registry, filter);
        var rows = await Rows(registry, matching.InOrder(registry, page).Skip(page.Skip).Take(page.Take))
            .ToListAsync(cancellationToken);
        return new Page<EstablishmentRow>(
            await registry.WithScoresAsync(rows, cancellationToken),
            await matching.CountAsync(cancellationToken)
        );
    }

    /// <summary>One establishment, or null: the same for a number that does not exist and for one outside the scope.</summary>
    public async Task<EstablishmentDetail?> FindAsync(AccessScope scope, string finess, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var site = await registry
            .EstablishmentsOf(scope)
            .AsNoTracking()
            .Include(row => row.Group)
            .SingleOrDefaultAsync(row => row.Finess == finess, cancellationToken);
        return site is null ? null : await DetailAsync(registry, site, cancellationToken);
    }

    /// <summary>How many the list would show for each kind, the rest of the filter unchanged.</summary>
    public async Task<IReadOnlyDictionary<Following, int>> CountsAsync(
        AccessScope scope,
        EstablishmentFilter filter,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var counts = new Dictionary<Following, int>();
        var within = Within(registry, scope, filter);
        foreach (var following in Enum.GetValues<Following>())
        {
            var all = await FollowingAsync(registry, within, following, cancellationToken);
            counts[following] = await all.Matching(registry, filter).CountAsync(cancellationToken);
        }

        return counts;
    }

    public async Task<int> CountAsync(AccessScope scope, Following following, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var all = await FollowingAsync(registry, registry.EstablishmentsOf(scope), following, cancellationToken);
        return await all.CountAsync(cancellationToken);
    }

    /// <summary>How the establishment, region or department of a filter is called; null where none is asked for, or none in the scope.</summary>
    public async Task<string?> NameAsync(
        AccessScope scope,
        string? finess,
        string? region,
        string? department,
        CancellationToken cancellationToken
    )
    {
        if (finess is null && region is null && department is null)
        {
            return null;
        }

        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var site = await registry
            .EstablishmentsOf(scope)
            .Where(row =>
                (finess == null || row.Finess == finess)
                && (region == null || row.RegionCode == region)
                && (department == null || row.Department == department)
            )
            .Select(row => new
            {
                row.Name,
                row.Region,
                row.Department,
            })
            .FirstOrDefaultAsync(cancellationToken);
        return finess is not null ? site?.Name
            : department is not null
                ? site?.Department is { } code ? Departments.NameOf(code)
                    : null
            : site?.Region;
    }

    private async Task<IQueryable<Establishment>> FollowingAsync(
        RegistryContext registry,
        IQueryable<Establishment> all,
        Following following,
        CancellationToken cancellationToken
    ) =>
        following switch
        {
            Following.Followed => all.Followed(registry),
            Following.UnderMandate => await registry.WithMandateAsync(all, valid: true, clock.GetUtcNow(), cancellationToken),
            Following.WithoutMandate => await registry.WithMandateAsync(
                all.Followed(registry),
                valid: false,
                clock.GetUtcNow(),
                cancellationToken
            ),
            Following.InService => all.Where(row => row.InService),
            Following.Closed => all.Where(row => !row.InService),
            _ => throw new ArgumentOutOfRangeException(nameof(following), following, null),
        };

    private static IQueryable<EstablishmentRow> Rows(RegistryContext registry, IQueryable<Establishment> rows)
    {
        var ongoing = registry.Alerts.Standing(AlertStanding.Ongoing);
        return rows.Select(row => new EstablishmentRow(
            row.Finess,
            row.Name,
            row.City,
            row.Department,
            row.Region,
            row.InService,
            ongoing.Count(alert => alert.Finess == row.Finess && alert.Severity == Severity.Critical),
            ongoing.Count(alert => alert.Finess == row.Finess && alert.Severity == Severity.High),
            ongoing.Count(alert => alert.Finess == row.Finess),
            registry.Scans.Where(scan => scan.Finess == row.Finess).Max(scan => scan.EndedAt)
        ));
    }

    private IQueryable<Establishment> Within(RegistryContext registry, AccessScope scope, EstablishmentFilter filter)
    {
        var within = registry.EstablishmentsOf(scope);
        var pressing = registry.AlertsOf(scope).Pressing(clock.GetUtcNow());
        return filter.ToCall ? within.Where(row => pressing.Any(alert => alert.Finess == row.Finess)) : within;
    }

    private async Task<EstablishmentDetail> DetailAsync(
        RegistryContext registry,
        Establishment site,
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
            await BySeverityAsync(alerts.Standing(AlertStanding.Ongoing), cancellationToken),
            await alerts.Standing(AlertStanding.Suspected).CountAsync(cancellationToken),
            await alerts.Standing(AlertStanding.Resolved).CountAsync(cancellationToken),
            await ScanQueries.Rows(registry, ScanQueries.InOrder(scans).Take(ScansShown)).ToListAsync(cancellationToken),
            await scans.CountAsync(cancellationToken)
        )
        {
            Accepted = await alerts.Standing(AlertStanding.Accepted).CountAsync(cancellationToken),
            Overdue = await alerts.Overdue(clock.GetUtcNow()).CountAsync(cancellationToken),
            Unsubscribed = await registry.UnsubscribedAsync(site, cancellationToken),
        };
    }

    internal static async Task<IReadOnlyList<SeverityCount>> BySeverityAsync(
        IQueryable<Alert> alerts,
        CancellationToken cancellationToken
    )
    {
        var counts = await alerts
            .GroupBy(row => row.Severity)
            .Select(group => new SeverityCount(group.Key, group.Count()))
            .ToListAsync(cancellationToken);
        return [.. counts.OrderByDescending(row => row.Severity)];
    }

    /// <summary>Names by FINESS number, of those that the reader may see.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        AccessScope scope,
        IReadOnlyList<string> finess,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await registry
            .EstablishmentsOf(scope)
            .Where(row => finess.Contains(row.Finess))
            .ToDictionaryAsync(row => row.Finess, row => row.Name, cancellationToken);
    }
}
