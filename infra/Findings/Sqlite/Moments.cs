namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>When a finding was made and whether it was answered, in one number: milliseconds since the year 1 twice, and one more where it was.</summary>
internal static class Moments
{
    public static long Of(IndexedFinding row) => Of(row.Time, FiledTerm.SayAnswered(row.Terms));

    /// <param name="ticks">Of UTC.</param>
    /// <param name="answered">Whether the probe got an answer.</param>
    public static long Of(long ticks, bool answered) => (ticks / TimeSpan.TicksPerMillisecond * 2) + (answered ? 1 : 0);

    /// <summary>How many lie in each bucket, in whatever order they come.</summary>
    public static TimeHistogram Count(List<long> moments, TimeZoneInfo zone)
    {
        if (moments.Count == 0)
            return TimeHistogram.Empty;
        var (unit, bounds) = TimeBuckets.Of(TimeOf(moments.Min()), TimeOf(moments.Max()), zone);
        var begins = bounds.Select(bound => Of(bound.UtcTicks, answered: false)).ToArray();
        var counts = new (int Answered, int Silent)[bounds.Count - 1];
        foreach (var moment in moments)
        {
            var place = Array.BinarySearch(begins, moment);
            ref var count = ref counts[place < 0 ? ~place - 1 : place];
            if (moment % 2 == 1)
                count.Answered++;
            else
                count.Silent++;
        }
        var buckets = counts.Select((count, i) => new TimeBucket(bounds[i], bounds[i + 1], count.Answered, count.Silent));
        return new(unit, [.. buckets]);
    }

    private static DateTimeOffset TimeOf(long moment) => new(moment / 2 * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
}
