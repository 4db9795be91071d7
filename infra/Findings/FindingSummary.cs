using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Infra.Findings;

/// <summary>What to count of the found findings.</summary>
/// <param name="Facets">Of <see cref="QueryFields.Counted"/>.</param>
/// <param name="Most">Values of each, the most frequent first.</param>
/// <param name="Zone">The reader's: days, weeks and months begin there.</param>
public sealed record SummaryRequest(IReadOnlyList<QueryField> Facets, int Most, TimeZoneInfo Zone);

public sealed record FindingSummary(IReadOnlyList<Facet> Facets, TimeHistogram Times);

/// <summary>
/// The most frequent values of a field, of the same number by their own order. <paramref name="Others"/> counts the values that are not among
/// them; <paramref name="IsExact"/> is false when the index says that its numbers may be too small.
/// </summary>
public sealed record Facet(QueryField Field, IReadOnlyList<FacetValue> Values, int Others, bool IsExact);

public sealed record FacetValue(QueryValue Value, int Count);

public enum TimeUnit
{
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>Without a gap, from the oldest to the newest; empty when nothing was found.</summary>
public sealed record TimeHistogram(TimeUnit Unit, IReadOnlyList<TimeBucket> Buckets)
{
    public static TimeHistogram Empty { get; } = new(TimeUnit.Hour, []);
}

/// <summary>Findings from an instant until before another.</summary>
public sealed record TimeBucket(DateTimeOffset From, DateTimeOffset To, int Answered, int Silent);
