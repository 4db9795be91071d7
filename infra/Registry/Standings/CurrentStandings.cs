using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>Keeps the narrow rows of how establishments stand now in step with the tables that they sum up.</summary>
public static class CurrentStandings
{
    /// <summary>Of establishments whose lines, scans or alerts changed, all of it saved before.</summary>
    public static async Task KeepAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        CancellationToken cancellationToken
    ) =>
        await KeepAsync(
            registry,
            finess,
            await StandingGround.AlertsAsync(registry, finess, cancellationToken),
            cancellationToken
        );

    /// <param name="registry">Where they are.</param>
    /// <param name="finess">Which.</param>
    /// <param name="counting">Their alerts that count in a score, for whoever has read them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task KeepAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        ILookup<string, ScoredAlert> counting,
        CancellationToken cancellationToken
    )
    {
        var sites = registry.Establishments.Where(row => finess.Contains(row.Finess));
        var followed = await sites.WithPerimeterOrMandate(registry).Select(row => row.Finess).ToHashSetAsync(cancellationToken);
        var lines = await registry
            .LatestStandings(sites, DateOnly.MaxValue)
            .AsNoTracking()
            .ToDictionaryAsync(line => line.Finess, cancellationToken);
        var scans = await CurrentGround.LastScansAsync(registry, sites, cancellationToken);
        foreach (var (number, row) in await RowsAsync(registry, finess, cancellationToken))
        {
            row.IsFollowed = followed.Contains(number);
            Take(row, lines.GetValueOrDefault(number));
            Take(row, scans.GetValueOrDefault(number));
            Take(row, counting[number]);
        }
    }

    /// <summary>Of an establishment of which only alerts changed. Saves them first where any of them counts otherwise than before, else does nothing.</summary>
    public static async Task CountAsync(RegistryContext registry, string finess, CancellationToken cancellationToken)
    {
        if (!registry.ChangeTracker.Entries<Alert>().Any(CountsOtherwise))
            return;
        await registry.SaveChangesAsync(cancellationToken);
        var counting = await StandingGround.AlertsAsync(registry, [finess], cancellationToken);
        foreach (var row in (await RowsAsync(registry, [finess], cancellationToken)).Values)
            Take(row, counting[finess]);
    }

    /// <summary>Who is followed, of all, after perimeters or mandates were changed and saved. Returns how many rows were mended.</summary>
    public static async Task<int> FollowAsync(RegistryContext registry, CancellationToken cancellationToken)
    {
        var added = await registry.Database.ExecuteSqlAsync(
            $"""
            insert into "CurrentStandings" ("Finess", "IsFollowed", "Provisional", "Assets", "Verified", "Gaps",
                "Critical", "High", "Medium", "Low", "Info", "Open", "Silent", "NotAllowed")
            select "Finess", true, false, 0, 0, '[]', 0, 0, 0, 0, 0, 0, 0, 0 from "Establishments"
            where "Finess" in (select "Finess" from "Perimeter" union select "Finess" from "Mandates")
            on conflict ("Finess") do nothing
            """,
            cancellationToken
        );
        var changed = await registry
            .CurrentStandings.Where(row =>
                row.IsFollowed
                != (
                    registry.Perimeter.Any(line => line.Finess == row.Finess)
                    || registry.Mandates.Any(mandate => mandate.Finess == row.Finess)
                )
            )
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsFollowed, row => !row.IsFollowed), cancellationToken);
        return added + changed;
    }

    /// <summary>Whatever its life says: a rule that became graver, or a catalogue that voids an acceptance, takes no step in it.</summary>
    private static bool CountsOtherwise(EntityEntry<Alert> alert) =>
        alert.State == EntityState.Added
        || alert.Property(row => row.State).IsModified
        || alert.Property(row => row.Severity).IsModified;

    private static void Take(CurrentStanding row, StandingDay? line)
    {
        (row.Day, row.Score, row.Grade) = (line?.Day, line?.Score, line?.Grade);
        row.Provisional = line?.Provisional ?? false;
        (row.Assets, row.Verified) = (line?.Assets ?? 0, line?.Verified ?? 0);
        row.Gaps = StandingJson.CountsOf(line?.Gaps ?? "[]");
    }

    private static void Take(CurrentStanding row, CurrentGround.LastScan? scan)
    {
        row.ScanEndedAt = scan?.EndedAt;
        (row.ScanId, row.ScanStartedAt, row.Answered) = (scan?.Last?.Id, scan?.Last?.StartedAt, scan?.Last?.Answered);
        (row.Silent, row.NotAllowed) = (scan?.Last?.Silent ?? 0, scan?.Last?.NotAllowed ?? 0);
    }

    /// <summary>An accepted risk counts in the score, and waits for nobody.</summary>
    private static void Take(CurrentStanding row, IEnumerable<ScoredAlert> counting)
    {
        var counts = counting
            .Where(alert => alert.State is AlertState.Open or AlertState.Acknowledged)
            .CountBy(alert => alert.Severity)
            .ToDictionary();
        (row.Critical, row.High) = (counts.GetValueOrDefault(Severity.Critical), counts.GetValueOrDefault(Severity.High));
        (row.Medium, row.Low) = (counts.GetValueOrDefault(Severity.Medium), counts.GetValueOrDefault(Severity.Low));
        row.Info = counts.GetValueOrDefault(Severity.Info);
        row.Open = counts.Values.Sum();
    }

    /// <summary>The rows of establishments, new ones where there were none. By their numbers: whoever reads a whole table collides with all who write it.</summary>
    private static async Task<Dictionary<string, CurrentStanding>> RowsAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .CurrentStandings.Where(row => finess.Contains(row.Finess))
            .ToDictionaryAsync(row => row.Finess, cancellationToken);
        var sites = registry.Establishments.Where(row => finess.Contains(row.Finess)).Select(row => row.Finess);
        foreach (var number in await sites.ToListAsync(cancellationToken))
        {
            if (!rows.ContainsKey(number))
                rows.Add(number, registry.CurrentStandings.Add(new() { Finess = number }).Entity);
        }
        return rows;
    }
}
