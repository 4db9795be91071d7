using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>Writes how establishments stand today and now, within the transaction of whoever changed something. On the same day it is the same line.</summary>
public static class StandingLines
{
    /// <summary>Saves first what the caller has changed: it is weighed as well.</summary>
    public static async Task KeepAsync(
        RegistryContext registry,
        IReadOnlyCollection<string> finess,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await registry.SaveChangesAsync(cancellationToken);
        var ground = await StandingGround.ReadAsync(registry, finess, now, cancellationToken);
        var first = ground.Zones.Values.Distinct().Select(zone => LocalDay.Of(now, zone)).DefaultIfEmpty(DateOnly.MaxValue).Min();
        var kept = await registry
            .Standings.Where(row => finess.Contains(row.Finess) && row.Day >= first)
            .ToDictionaryAsync(row => (row.Finess, row.Day), cancellationToken);
        foreach (var (number, zone) in ground.Zones)
        {
            var day = LocalDay.Of(now, zone);
            var line = kept.GetValueOrDefault((number, day)) ?? New(registry, number, day, now);
            line.At = now;
            Cover(line, ground, PerimeterReader.Of(number, zone, ground.Lines[number], ground.Mandates[number]));
            Weigh(line, ground.Scanned.Contains(number) ? Score.Of(ground.Alerts[number]) : null);
        }
        await registry.SaveChangesAsync(cancellationToken);
        await CurrentStandings.KeepAsync(registry, finess, ground.Alerts, cancellationToken);
    }

    private static StandingDay New(RegistryContext registry, string finess, DateOnly day, DateTimeOffset now) =>
        registry
            .Standings.Add(
                new StandingDay
                {
                    Finess = finess,
                    Day = day,
                    At = now,
                }
            )
            .Entity;

    private static void Cover(StandingDay line, StandingGround ground, Perimeter perimeter)
    {
        var coverage = PerimeterCoverage.Of(perimeter, ground.Seen[line.Finess], [.. ground.Asked[line.Finess]], line.At);
        (line.Assets, line.Verified, line.Provisional) = (coverage.Assets, coverage.Verified, coverage.IsPoor);
        line.Gaps = StandingJson.Write(coverage.Gaps);
    }

    private static void Weigh(StandingDay line, Score? score)
    {
        (line.Risk, line.Score, line.Grade) = (score?.Risk, score?.Shown, score?.Grade);
        line.Alerts = score is null ? "[]" : StandingJson.Write(score);
    }
}
