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
            .ToDictionaryAsync(
                row => row.Finess,
                row => new MedianMember(row.Category ?? row.CategoryLabel, row.RegionCode, 0, Provisional: false),
                cancellationToken
            );
        var lines = await LinesAsync(registry, [.. sites.Keys], DateOnly.MinValue, until, cancellationToken);
        var before = await LinesAsync(
            registry,
            [.. sites.Keys],
            until.AddDays(-2 * Week),
            until.AddDays(-Week),
            cancellationToken
        );
        var standings = new List<EstablishmentStanding>();
        foreach (var line in lines.OrderBy(line => line.Finess, StringComparer.Ordinal))
        {
            var compared = before.Find(row => row.Finess == line.Finess && row.Score is not null);
            var standing = await OfAsync(registry, line, compared, cancellationToken);
            var group = sites[line.Finess];
            standings.Add(
                standing with
                {
                    OfCategory = medians.OfCategory(group.Category),
                    OfRegion = medians.OfRegion(group.Region),
                }
            );
        }
        return standings;
    }

    private static Task<List<StandingDay>> LinesAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        DateOnly after,
        DateOnly until,
        CancellationToken cancellationToken
    ) =>
        registry
            .LatestStandings(until)
            .AsNoTracking()
            .Where(row => finess.Contains(row.Finess) && row.Day > after)
            .ToListAsync(cancellationToken);

    private static async Task<EstablishmentStanding> OfAsync(
        RegistryContext registry,
        StandingDay line,
        StandingDay? before,
        CancellationToken cancellationToken
    )
    {
        var standing = new EstablishmentStanding { Line = line, Gaps = StandingJson.ReadGaps(line.Gaps) };
        if (line.Score is null)
            return standing;
        var now = StandingJson.ReadAlerts(line.Alerts);
        var score = Score.Of(now.Select(alert => alert.Scored));
        return standing with
        {
            Score = score,
            Before = before,
            Movement = before is null ? null : await StandingWays.BetweenAsync(registry, before, line, cancellationToken),
            Reasons = ScoreReasons.Of(score),
            Best = BestActions.Of(score),
        };
    }
}
