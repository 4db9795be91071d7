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
            await EstablishmentStandings.ListAsync(
                registry,
                registry.EstablishmentsOf(scope),
                [finess],
                until,
                medians,
                cancellationToken
            )
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
        return await EstablishmentStandings.ListAsync(
            registry,
            registry.EstablishmentsOf(scope),
            finess,
            until,
            medians,
            cancellationToken
        );
    }

    /// <summary>The last line of everybody, the worst score first, those without one last.</summary>
    public async Task<IReadOnlyList<StandingRow>> LatestAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await registry
            .LatestStandings(DateOnly.MaxValue)
            .Join(
                registry.EstablishmentsOf(scope),
                line => line.Finess,
                site => site.Finess,
                (line, site) => new { line, site.Name }
            )
            .OrderBy(row => row.line.Score ?? int.MaxValue)
            .ThenBy(row => row.line.Finess)
            .Select(row => new StandingRow(
                row.line.Finess,
                row.Name,
                row.line.Day,
                row.line.Score,
                row.line.Grade,
                row.line.Risk,
                row.line.Provisional,
                row.line.Assets,
                row.line.Verified
            ))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The alerts of a score in words, by the keys that the score has for them.</summary>
    public async Task<IReadOnlyDictionary<string, CountedAlert>> AlertsAsync(
        AccessScope scope,
        EstablishmentStanding standing,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var ids = StandingJson.ReadAlerts(standing.Line.Alerts).Select(alert => alert.Id).ToList();
        return await CountedAlerts.ReadAsync(registry, scope, ids, cancellationToken);
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
}
