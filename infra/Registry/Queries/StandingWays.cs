using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>A line with a score, and an older one of the same establishment that it is compared with.</summary>
internal sealed record ComparedLines(StandingDay Before, StandingDay After)
{
    public IReadOnlyList<StandingAlert> Then { get; } = StandingJson.ReadAlerts(Before.Alerts);
    public IReadOnlyList<StandingAlert> Now { get; } = StandingJson.ReadAlerts(After.Alerts);

    /// <summary>Alerts that are in one of the two alone.</summary>
    public IEnumerable<Guid> Moved()
    {
        var moved = Then.Select(alert => alert.Id).ToHashSet();
        moved.SymmetricExceptWith(Now.Select(alert => alert.Id));
        return moved;
    }
}

/// <summary>How alerts came into a score or left it between two lines: their own trail tells.</summary>
internal static class StandingWays
{
    /// <summary>The trails of all that moved, read at once; of each alert the latest event first.</summary>
    public static async Task<ILookup<Guid, AlertEvent>> TrailsAsync(
        RegistryContext registry,
        IEnumerable<ComparedLines> compared,
        CancellationToken cancellationToken
    )
    {
        var moved = compared.SelectMany(lines => lines.Moved()).ToList();
        var events = await registry
            .AlertEvents.AsNoTracking()
            .Where(row => moved.Contains(row.AlertId))
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .ToListAsync(cancellationToken);
        return events.ToLookup(row => row.AlertId);
    }

    public static ScoreMovement Between(ComparedLines lines, ILookup<Guid, AlertEvent> trails) =>
        ScoreMovement.Between(
            lines.Then.Select(alert => alert.Scored),
            lines.Now.Select(alert => alert.Scored),
            lines.Moved().ToDictionary(id => id.ToString(), id => WayOf([.. trails[id].Where(row => row.At <= lines.After.At)]))
        );

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
