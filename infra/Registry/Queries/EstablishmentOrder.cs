using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>The order of the list of establishments, and the scores that stand in it.</summary>
internal static class EstablishmentOrder
{
    public static IQueryable<Establishment> InOrder(
        this IQueryable<Establishment> rows,
        RegistryContext registry,
        PageRequest page
    )
    {
        var ongoing = registry.Alerts.Standing(AlertStanding.Ongoing);
        return (page.SortBy, page.Descending) switch
        {
            ("alerts", _) => rows.OrderByDescending(row =>
                    ongoing.Count(alert => alert.Finess == row.Finess && alert.Severity == Severity.Critical)
                )
                .ThenByDescending(row => ongoing.Count(alert => alert.Finess == row.Finess))
                .ThenBy(row => row.SortKey)
                .ThenBy(row => row.Finess),
            ("score", _) => rows.OrderBy(row =>
                    registry
                        .Standings.Where(line => line.Finess == row.Finess)
                        .OrderByDescending(line => line.Day)
                        .Select(line => line.Score)
                        .FirstOrDefault()
                    ?? int.MaxValue
                )
                .ThenBy(row => row.SortKey)
                .ThenBy(row => row.Finess),
            ("name", true) => rows.OrderByDescending(row => row.SortKey).ThenBy(row => row.Finess),
            _ => rows.OrderBy(row => row.SortKey).ThenBy(row => row.Finess),
        };
    }

    /// <summary>The scores of one page of the list, read beside it.</summary>
    public static async Task<IReadOnlyList<EstablishmentRow>> WithScoresAsync(
        this RegistryContext registry,
        List<EstablishmentRow> rows,
        CancellationToken cancellationToken
    )
    {
        var finess = rows.Select(row => row.Finess).ToList();
        var lines = await registry
            .LatestStandings(DateOnly.MaxValue)
            .Where(line => finess.Contains(line.Finess))
            .Select(line => new
            {
                line.Finess,
                line.Score,
                line.Grade,
                line.Provisional,
            })
            .ToDictionaryAsync(line => line.Finess, cancellationToken);
        return
        [
            .. rows.Select(row =>
                lines.TryGetValue(row.Finess, out var line)
                    ? row with
                    {
                        Score = line.Score,
                        Grade = line.Grade,
                        Provisional = line.Provisional,
                    }
                    : row
            ),
        ];
    }
}
