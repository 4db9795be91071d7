using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads scores, their reasons and coverage, as they stood at the end of a day.</summary>
public sealed class StandingQueries(IDbContextFactory<RegistryContext> registries)
{
    private const int Week = 7;

    /// <summary>Null: outside the scope, or nothing was ever measured up to that day.</summary>
    public async Task<EstablishmentStanding?> FindAsync(
        AccessScope scope,
        string finess,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var group = await registry
            .EstablishmentsOf(scope)
            .Where(row => row.Finess == finess)
            .Select(row => new { Category = row.Category ?? row.CategoryLabel, row.RegionCode })
            .SingleOrDefaultAsync(cancellationToken);
        if (group is null)
            return null;
        var medians = await StandingMedians.ReadAsync(registry, until, group.Category, group.RegionCode, cancellationToken);
        return (
            await ListAsync(registry, registry.EstablishmentsOf(scope), [finess], until, medians, cancellationToken)
        ).SingleOrDefault();
    }

    /// <summary>Several at once, with medians that were read once for all of them; without those of which nothing was ever measured.</summary>
    public async Task<IReadOnlyList<EstablishmentStanding>> ListAsync(
        AccessScope scope,
        IReadOnlyCollection<string> finess,
        DateOnly until,
        Medians medians,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await ListAsync(registry, registry.EstablishmentsOf(scope), finess, until, medians, cancellationToken);
    }

    /// <summary>Of the whole sector, whatever the reader may see: no member of a median can be told.</summary>
    public async Task<Medians> MediansAsync(DateOnly until, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await StandingMedians.ReadAsync(registry, until, cancellationToken);
    }

    /// <summary>The last line of each week, the oldest first; weeks without a line are missing.</summary>
    public async Task<IReadOnlyList<StandingWeek>> HistoryAsync(
        AccessScope scope,
        string finess,
        DateOnly until,
        int weeks,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var first = until.AddDays(-Week * weeks);
        var lines = await registry
            .StandingsOf(scope)
            .Where(row => row.Finess == finess && row.Day > first && row.Day <= until)
            .OrderBy(row => row.Day)
            .Select(row => new StandingWeek(row.Day, row.Score, row.Grade, row.Provisional))
            .ToListAsync(cancellationToken);
        return [.. lines.GroupBy(line => (until.DayNumber - line.Day.DayNumber) / Week).Select(week => week.Last())];
    }

    private static async Task<IReadOnlyList<EstablishmentStanding>> ListAsync(
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
