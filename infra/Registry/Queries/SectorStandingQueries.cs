using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Grades and coverage over all that a reader may see.</summary>
public sealed class SectorStandingQueries(IDbContextFactory<RegistryContext> registries)
{
    /// <summary>As it stood at the end of a day; only establishments that are followed now.</summary>
    public async Task<SectorStanding> FindAsync(AccessScope scope, DateOnly until, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var lines = await registry
            .CountedLines(registry.EstablishmentsOf(scope).Followed(), until)
            .GroupBy(row => new
            {
                row.Score,
                row.Grade,
                row.Provisional,
            })
            .Select(alike => new
            {
                alike.Key.Score,
                alike.Key.Grade,
                alike.Key.Provisional,
                Count = alike.Count(),
                Assets = alike.Sum(row => row.Assets),
                Verified = alike.Sum(row => row.Verified),
            })
            .ToListAsync(cancellationToken);
        var scored = lines.Where(line => line.Score is not null).ToList();
        var medians = Medians.Of(
            scored.SelectMany(line =>
                Enumerable.Repeat(new MedianMember(null, null, line.Score!.Value, line.Provisional), line.Count)
            )
        );
        return new(
            [
                .. Enum.GetValues<Grade>()
                    .Select(grade => new GradeCount(grade, scored.Where(line => line.Grade == grade).Sum(line => line.Count))),
            ],
            lines.Sum(line => line.Count),
            scored.Where(line => line.Provisional).Sum(line => line.Count),
            medians.All,
            lines.Sum(line => line.Assets),
            lines.Sum(line => line.Verified)
        );
    }

    /// <summary>Why assets were not verified, over all; without keys of assets. The most frequent reason first.</summary>
    public async Task<IReadOnlyList<StandingGap>> GapsAsync(
        AccessScope scope,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var kept = await registry
            .CountedLines(registry.EstablishmentsOf(scope).Followed(), until)
            .Where(row => row.Verified < row.Assets)
            // there are few different ones
            .GroupBy(row => row.Gaps)
            .Select(alike => new { Gaps = alike.Key, Count = alike.Count() })
            .ToListAsync(cancellationToken);
        return
        [
            .. kept.SelectMany(
                    alike => StandingJson.ReadGaps(alike.Gaps),
                    (alike, gap) => (gap.Reason, Assets: gap.Assets * alike.Count)
                )
                .GroupBy(gap => gap.Reason)
                .Select(reason => new StandingGap(reason.Key, reason.Sum(gap => gap.Assets), []))
                .OrderByDescending(gap => gap.Assets)
                .ThenBy(gap => gap.Reason, StringComparer.Ordinal),
        ];
    }
}
