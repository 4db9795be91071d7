using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;
using Places = CyberWatch.Infra.Registry.Reference.Departments;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What regions and departments have, read once for both.</summary>
internal sealed class SectorAreas
{
    private readonly List<SectorSites> _sites;

    private SectorAreas(List<SectorSites> sites) => _sites = sites;

    /// <summary>Followed establishments, those without an area included.</summary>
    public int Followed => FollowedOnes.Sum(row => row.Count);

    /// <summary>Of them those with a critical alert that waits for somebody.</summary>
    public int WithCritical => FollowedOnes.Sum(row => row.WithCritical);

    /// <summary>Of them those whose last finished scan got no answer.</summary>
    public int Silent => FollowedOnes.Where(row => row.Answered == false).Sum(row => row.Count);

    /// <summary>Establishments, followed or not, of which a scan has finished.</summary>
    public int Scanned => _sites.Where(row => row.Answered is not null).Sum(row => row.Count);

    public IReadOnlyList<AreaRow> Regions => Rows(area => area.Region, site => site.Name ?? site.Area.Region!);

    public IReadOnlyList<AreaRow> Departments => Rows(area => area.Department, site => Places.NameOf(site.Area.Department!));

    private IEnumerable<SectorSites> FollowedOnes => _sites.Where(row => row.IsFollowed);

    /// <summary>Alerts that wait for somebody.</summary>
    public int Open(Severity severity) =>
        severity switch
        {
            Severity.Critical => _sites.Sum(row => row.Critical),
            Severity.High => _sites.Sum(row => row.High),
            Severity.Medium => _sites.Sum(row => row.Medium),
            Severity.Low => _sites.Sum(row => row.Low),
            Severity.Info => _sites.Sum(row => row.Info),
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
        };

    /// <summary>Those of which something is kept, alike ones together. Joined by hand: EF looks what stands behind a navigation up for each group again.</summary>
    public static async Task<SectorAreas> ReadAsync(
        RegistryContext registry,
        IQueryable<Establishment> within,
        CancellationToken cancellationToken
    ) =>
        new(
            await within
                .Join(registry.CurrentStandings, site => site.Finess, now => now.Finess, (site, now) => new { site, now })
                .GroupBy(row => new
                {
                    row.site.RegionCode,
                    row.site.Department,
                    row.now.IsFollowed,
                    Answered = row.now.Answered == null ? (bool?)null : row.now.Answered > 0,
                    row.now.Score,
                    row.now.Provisional,
                })
                .Select(alike => new SectorSites
                {
                    Area = new(alike.Key.RegionCode, alike.Key.Department),
                    Name = alike.Max(row => row.site.Region),
                    IsFollowed = alike.Key.IsFollowed,
                    Answered = alike.Key.Answered,
                    Score = alike.Key.Score,
                    Provisional = alike.Key.Provisional,
                    Count = alike.Count(),
                    WithCritical = alike.Count(row => row.now.Critical > 0),
                    Critical = alike.Sum(row => row.now.Critical),
                    High = alike.Sum(row => row.now.High),
                    Medium = alike.Sum(row => row.now.Medium),
                    Low = alike.Sum(row => row.now.Low),
                    Info = alike.Sum(row => row.now.Info),
                    Open = alike.Sum(row => row.now.Open),
                })
                .ToListAsync(cancellationToken)
        );

    private IReadOnlyList<AreaRow> Rows(Func<SectorArea, string?> codeOf, Func<SectorSites, string> nameOf)
    {
        var medians = Medians.Of(
            FollowedOnes
                .Where(row => row.Score is not null)
                .SelectMany(row =>
                    Enumerable.Repeat(new MedianMember(null, codeOf(row.Area), row.Score!.Value, row.Provisional), row.Count)
                )
        );
        var all = _sites.ToLookup(row => codeOf(row.Area));
        return
        [
            .. FollowedOnes
                .Where(row => codeOf(row.Area) is not null)
                .GroupBy(row => (Code: codeOf(row.Area)!, Name: nameOf(row)))
                .Select(area => new AreaRow(
                    area.Key.Code,
                    area.Key.Name,
                    area.Sum(row => row.Count),
                    all[area.Key.Code].Sum(row => row.Critical),
                    all[area.Key.Code].Sum(row => row.High),
                    all[area.Key.Code].Sum(row => row.Open),
                    medians.OfRegion(area.Key.Code)?.Score
                ))
                .OrderByDescending(row => row.Critical)
                .ThenByDescending(row => row.High)
                .ThenByDescending(row => row.Open)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }
}
