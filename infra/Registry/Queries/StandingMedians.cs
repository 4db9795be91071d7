using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>
/// The latest lines, and medians over them. Medians alone are read beyond the reader's scope: they hold ten establishments at least, and
/// no line leaves this class.
/// </summary>
internal static class StandingMedians
{
    /// <summary>A line that was not kept anew for so long says nothing of today.</summary>
    private const int DaysCounted = 7;

    /// <summary>Of each establishment the last line up to a day.</summary>
    public static IQueryable<StandingDay> LatestStandings(this RegistryContext registry, DateOnly until) =>
        registry.LatestStandings(registry.Establishments, until);

    /// <summary>Begins with the establishments, so that a line is looked up for each of them and not each line compared with its others.</summary>
    public static IQueryable<StandingDay> LatestStandings(
        this RegistryContext registry,
        IQueryable<Establishment> establishments,
        DateOnly until
    ) =>
        registry.IsOnServer()
            // the comparison says nothing new, and keeps EF from numbering all lines of all days
            ? establishments.SelectMany(site =>
                registry
                    .Standings.Where(line =>
#pragma warning disable CA1309 // runs in the database, which knows no culture
                        line.Finess == site.Finess && string.Compare(line.Finess, site.Finess) >= 0 && line.Day <= until
#pragma warning restore CA1309
                    )
                    .OrderByDescending(line => line.Day)
                    .Take(1)
            )
            // SQLite has no lateral join, and looks these up by the key
            : establishments.Join(
                registry.Standings,
                site => new
                {
                    site.Finess,
                    Day = registry
                        .Standings.Where(other => other.Finess == site.Finess && other.Day <= until)
                        .Max(other => (DateOnly?)other.Day),
                },
                line => new { line.Finess, Day = (DateOnly?)line.Day },
                (site, line) => line
            );

    public static IQueryable<StandingDay> StandingsOf(this RegistryContext registry, AccessScope scope) =>
        scope is AccessScope.WholeSector
            ? registry.Standings
            : registry.Standings.Where(row => registry.EstablishmentsOf(scope).Any(mine => mine.Finess == row.Finess));

    public static Task<Medians> ReadAsync(RegistryContext registry, DateOnly until, CancellationToken cancellationToken) =>
        ReadAsync(registry, registry.Establishments, until, cancellationToken);

    /// <summary>Of one category and one region only.</summary>
    public static Task<Medians> ReadAsync(
        RegistryContext registry,
        DateOnly until,
        string? category,
        string? region,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            registry,
            registry.Establishments.Where(row =>
                (category != null && (row.Category ?? row.CategoryLabel) == category)
                || (region != null && row.RegionCode == region)
            ),
            until,
            cancellationToken
        );

    private static async Task<Medians> ReadAsync(
        RegistryContext registry,
        IQueryable<Establishment> members,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var since = until.AddDays(-DaysCounted);
        var rows = await registry
            .CountedLines(members, until)
            .Where(row => row.Day > since && row.Score != null && !row.Provisional)
            .Select(row => new
            {
                row.Category,
                row.RegionCode,
                row.Score,
            })
            .GroupBy(row => row)
            .Select(group => new
            {
                group.Key.Category,
                group.Key.RegionCode,
                group.Key.Score,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        return Medians.Of(
            rows.SelectMany(row =>
                Enumerable.Repeat(new MedianMember(row.Category, row.RegionCode, row.Score!.Value, Provisional: false), row.Count)
            )
        );
    }
}
