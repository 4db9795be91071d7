using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads establishments for people.</summary>
public sealed class EstablishmentQueries(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public async Task<Page<EstablishmentRow>> ListAsync(
        AccessScope scope,
        EstablishmentFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var matching = registry.Matching(scope, filter, clock.GetUtcNow());
        var rows = await Rows(matching.InOrder(page).Skip(page.Skip).Take(page.Take)).ToListAsync(cancellationToken);
        return new Page<EstablishmentRow>(rows, await matching.CountAsync(cancellationToken));
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
        return site is null ? null : await registry.DetailAsync(site, clock.GetUtcNow(), cancellationToken);
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
        foreach (var following in Enum.GetValues<Following>().Except([Following.WithoutMandate]))
        {
            var kind = filter with { Following = following };
            var matching = registry.Matching(scope, kind, clock.GetUtcNow());
            counts[following] = await matching.CountAsync(cancellationToken);
        }

        // who has a mandate is followed; but of those to call, also who is not is counted as followed
        var without = filter with
        {
            Following = Following.WithoutMandate,
        };
        counts[Following.WithoutMandate] = filter.ToCall
            ? await registry.Matching(scope, without, clock.GetUtcNow()).CountAsync(cancellationToken)
            : counts[Following.Followed] - counts[Following.UnderMandate];
        return counts;
    }

    public async Task<int> CountAsync(AccessScope scope, Following following, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await registry
            .OfKind(registry.EstablishmentsOf(scope), following, clock.GetUtcNow())
            .CountAsync(cancellationToken);
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

    private static IQueryable<EstablishmentRow> Rows(IQueryable<Establishment> rows) =>
        rows.Select(row => new EstablishmentRow(
            row.Finess,
            row.Name,
            row.City,
            row.Department,
            row.Region,
            row.InService,
            row.Now == null ? 0 : row.Now.Critical,
            row.Now == null ? 0 : row.Now.High,
            row.Now == null ? 0 : row.Now.Open,
            row.Now!.ScanEndedAt
        )
        {
            Score = row.Now!.Score,
            Grade = row.Now!.Grade,
            Provisional = row.Now != null && row.Now.Provisional,
        });
}
