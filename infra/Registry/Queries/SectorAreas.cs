using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;
using Places = CyberWatch.Infra.Registry.Reference.Departments;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What regions and departments have, read once for both.</summary>
internal sealed class SectorAreas
{
    private readonly List<Sites> _sites;
    private readonly List<Alerts> _open;
    private readonly List<Scores> _scores;

    private SectorAreas(List<Sites> sites, List<Alerts> open, List<Scores> scores) =>
        (_sites, _open, _scores) = (sites, open, scores);

    /// <summary>Followed establishments, those without an area included.</summary>
    public int Followed => _sites.Sum(row => row.Count);

    public IReadOnlyList<AreaRow> Regions => Rows(area => area.Region, site => site.Name ?? site.Area.Region!);

    public IReadOnlyList<AreaRow> Departments => Rows(area => area.Department, site => Places.NameOf(site.Area.Department!));

    /// <summary>Alerts that wait for somebody.</summary>
    public int Open(Severity severity) => _open.Where(row => row.Severity == severity).Sum(row => row.Count);

    public static async Task<SectorAreas> ReadAsync(
        RegistryContext registry,
        AccessScope scope,
        CancellationToken cancellationToken
    )
    {
        var followed = registry.EstablishmentsOf(scope).Followed(registry);
        var sites = await followed
            .GroupBy(row => new
            {
                row.RegionCode,
                row.Department,
                row.Region,
            })
            .Select(alike => new Sites(new(alike.Key.RegionCode, alike.Key.Department), alike.Key.Region, alike.Count()))
            .ToListAsync(cancellationToken);
        return new(
            sites,
            await OpenAsync(registry, scope, cancellationToken),
            await ScoresAsync(registry, scope, cancellationToken)
        );
    }

    private static Task<List<Alerts>> OpenAsync(
        RegistryContext registry,
        AccessScope scope,
        CancellationToken cancellationToken
    ) =>
        registry
            .AlertsOf(scope)
            .Standing(AlertStanding.Ongoing)
            .GroupBy(row => new
            {
                row.Establishment!.RegionCode,
                row.Establishment.Department,
                row.Severity,
            })
            .Select(alike => new Alerts(new(alike.Key.RegionCode, alike.Key.Department), alike.Key.Severity, alike.Count()))
            .ToListAsync(cancellationToken);

    private static Task<List<Scores>> ScoresAsync(
        RegistryContext registry,
        AccessScope scope,
        CancellationToken cancellationToken
    )
    {
        var followed = registry.EstablishmentsOf(scope).Followed(registry);
        return registry
            .LatestStandings(followed, DateOnly.MaxValue)
            .Where(line => line.Score != null)
            .Join(
                registry.Establishments,
                line => line.Finess,
                site => site.Finess,
                (line, site) =>
                    new
                    {
                        site.RegionCode,
                        site.Department,
                        line.Score,
                        line.Provisional,
                    }
            )
            .GroupBy(row => row)
            .Select(alike => new Scores(
                new(alike.Key.RegionCode, alike.Key.Department),
                alike.Key.Score!.Value,
                alike.Key.Provisional,
                alike.Count()
            ))
            .ToListAsync(cancellationToken);
    }

    private IReadOnlyList<AreaRow> Rows(Func<Area, string?> codeOf, Func<Sites, string> nameOf)
    {
        var medians = Medians.Of(
            _scores.SelectMany(row =>
                Enumerable.Repeat(new MedianMember(null, codeOf(row.Area), row.Score, row.Provisional), row.Count)
            )
        );
        var open = _open.ToLookup(row => codeOf(row.Area));
        return
        [
            .. _sites
                .Where(row => codeOf(row.Area) is not null)
                .GroupBy(row => (Code: codeOf(row.Area)!, Name: nameOf(row)))
                .Select(area => new AreaRow(
                    area.Key.Code,
                    area.Key.Name,
                    area.Sum(row => row.Count),
                    open[area.Key.Code].Where(row => row.Severity == Severity.Critical).Sum(row => row.Count),
                    open[area.Key.Code].Where(row => row.Severity == Severity.High).Sum(row => row.Count),
                    open[area.Key.Code].Sum(row => row.Count),
                    medians.OfRegion(area.Key.Code)?.Score
                ))
                .OrderByDescending(row => row.Critical)
                .ThenByDescending(row => row.High)
                .ThenByDescending(row => row.Open)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Codes; null where the register has none.</summary>
    private sealed record Area(string? Region, string? Department);

    private sealed record Sites(Area Area, string? Name, int Count);

    private sealed record Alerts(Area Area, Severity Severity, int Count);

    private sealed record Scores(Area Area, int Score, bool Provisional, int Count);
}
