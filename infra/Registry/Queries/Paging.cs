namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Rows from <paramref name="Skip"/> (0 or more) on, at most <paramref name="Take"/> (1 to 200), by one column; none: the order of the list itself.</summary>
public sealed record PageRequest(int Skip, int Take, string? SortBy = null, bool Descending = false);

/// <summary>Part of a list, with the number of rows that the whole list has.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);
