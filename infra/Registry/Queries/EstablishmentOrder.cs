using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>The order of the list of establishments.</summary>
internal static class EstablishmentOrder
{
    public static IQueryable<Establishment> InOrder(this IQueryable<Establishment> rows, PageRequest page) =>
        (page.SortBy, page.Descending) switch
        {
            // who has no row has no alert, and comes last on both databases
            ("alerts", _) => rows.OrderByDescending(row => row.Now == null ? 0 : row.Now.Critical)
                .ThenByDescending(row => row.Now == null ? 0 : row.Now.Open)
                .ThenBy(row => row.SortKey)
                .ThenBy(row => row.Finess),
            ("score", _) => rows.OrderBy(row => row.Now!.Score ?? int.MaxValue)
                .ThenBy(row => row.SortKey)
                .ThenBy(row => row.Finess),
            ("name", true) => rows.OrderByDescending(row => row.SortKey).ThenBy(row => row.Finess),
            _ => rows.OrderBy(row => row.SortKey).ThenBy(row => row.Finess),
        };
}
