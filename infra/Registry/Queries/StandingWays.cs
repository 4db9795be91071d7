using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>How alerts came into a score or left it between two lines: their own trail tells.</summary>
internal static class StandingWays
{
    public static async Task<ScoreMovement> BetweenAsync(
        RegistryContext registry,
        StandingDay before,
        StandingDay after,
        CancellationToken cancellationToken
    )
    {
        var (then, now) = (StandingJson.ReadAlerts(before.Alerts), StandingJson.ReadAlerts(after.Alerts));
        var moved = then.Select(alert => alert.Id).ToHashSet();
        moved.SymmetricExceptWith(now.Select(alert => alert.Id));
        var events = await registry
            .AlertEvents.AsNoTracking()
            .Where(row => moved.Contains(row.AlertId) && row.At <= after.At)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .ToListAsync(cancellationToken);
        return ScoreMovement.Between(
            then.Select(alert => alert.Scored),
            now.Select(alert => alert.Scored),
            events.GroupBy(row => row.AlertId).ToDictionary(alert => alert.Key.ToString(), alert => WayOf([.. alert]))
        );
    }

    /// <param name="events">Of one alert, the latest first.</param>
    public static Way WayOf(IReadOnlyList<AlertEvent> events)
    {
        if (events is [{ To: AlertState.Resolved }, ..])
            return Way.Fixed;
        // a second look stands between the match that opened and the opening itself
        var origin = events.FirstOrDefault(row => row.From is not AlertState.Suspected);
        var opened = events is [{ To: AlertState.Open or AlertState.Acknowledged }, ..];
        return (opened, origin) switch
        {
            (true, { From: null }) => Way.New,
            (true, { From: AlertState.Resolved }) => Way.Reopened,
            (true, { From: AlertState.Open, To: AlertState.Acknowledged }) => WayOf([
                .. events.SkipWhile(row => row != origin).Skip(1),
            ]),
            _ => Way.Other,
        };
    }
}
