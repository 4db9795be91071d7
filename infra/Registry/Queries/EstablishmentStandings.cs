using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Makes of kept lines what is read: the score with its reasons, and what moved it in a week.</summary>
internal static class EstablishmentStandings
{
    private const int Week = 7;

    public static async Task<IReadOnlyList<EstablishmentStanding>> ListAsync(
        RegistryContext registry,
        IQueryable<Establishment> within,
        IReadOnlyCollection<string> finess,
        DateOnly until,
        Medians medians,
        CancellationToken cancellationToken
    )
    {
        var sites = await within
            .Where(row => finess.Contains(row.Finess))
            .Select(row => new
            {
                row.Finess,
                Category = row.Category ?? row.CategoryLabel,
                row.RegionCode,
            })
            .ToDictionaryAsync(row => row.Finess, cancellationToken);
        var lines = await LinesAsync(registry, [.. sites.Keys], DateOnly.MinValue, until, cancellationToken);
        var compared = await ComparedAsync(registry, lines, until, cancellationToken);
        var trails = await StandingWays.TrailsAsync(registry, compared.Values, cancellationToken);
        return
        [
            .. lines
                .OrderBy(line => line.Finess, StringComparer.Ordinal)
                .Select(line =>
                    Of(line, compared.GetValueOrDefault(line.Finess), trails) with
                    {
                        OfCategory = medians.OfCategory(sites[line.Finess].Category),
                        OfRegion = medians.OfRegion(sites[line.Finess].RegionCode),
                    }
                ),
        ];
    }

    /// <summary>Each line with the last one that is at least a week older, where both have a score.</summary>
    private static async Task<Dictionary<string, ComparedLines>> ComparedAsync(
        RegistryContext registry,
        List<StandingDay> lines,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var finess = lines.Where(line => line.Score is not null).Select(line => line.Finess).ToList();
        var before = await LinesAsync(registry, finess, until.AddDays(-2 * Week), until.AddDays(-Week), cancellationToken);
        return before
            .Where(row => row.Score is not null)
            .Join(lines, old => old.Finess, line => line.Finess, (old, line) => new ComparedLines(old, line))
            .ToDictionary(pair => pair.After.Finess);
    }

    private static Task<List<StandingDay>> LinesAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        DateOnly after,
        DateOnly until,
        CancellationToken cancellationToken
    ) =>
        registry
            .LatestStandings(registry.Establishments.Where(row => finess.Contains(row.Finess)), until)
            .AsNoTracking()
            .Where(row => row.Day > after)
            .ToListAsync(cancellationToken);

    private static EstablishmentStanding Of(StandingDay line, ComparedLines? compared, ILookup<Guid, AlertEvent> trails)
    {
        var standing = new EstablishmentStanding { Line = line, Gaps = StandingJson.ReadGaps(line.Gaps) };
        if (line.Score is null)
            return standing;
        var score = Score.Of((compared?.Now ?? StandingJson.ReadAlerts(line.Alerts)).Select(alert => alert.Scored));
        return standing with
        {
            Score = score,
            Before = compared?.Before,
            Movement = compared is null ? null : StandingWays.Between(compared, trails),
            Reasons = ScoreReasons.Of(score),
            Best = BestActions.Of(score),
        };
    }
}
