namespace CyberWatch.Infra.Findings;

/// <summary>Hours, days, weeks, months or years of a zone, reckoned once here, so that every index counts between the same instants.</summary>
internal static class TimeBuckets
{
    public const int Most = 62;

    /// <summary>The finest unit that needs no more than <see cref="Most"/>, and the bounds: one more than buckets.</summary>
    public static (TimeUnit Unit, IReadOnlyList<DateTimeOffset> Bounds) Of(
        DateTimeOffset first,
        DateTimeOffset last,
        TimeZoneInfo zone
    )
    {
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            var bounds = Bounds(unit, first, last, zone).Take(Most + 2).ToList();
            if (bounds.Count <= Most + 1)
                return (unit, bounds);
        }

        // centuries of certificates' clocks: the last bucket takes what is later
        var years = Bounds(TimeUnit.Year, first, last, zone).Take(Most).ToList();
        return (TimeUnit.Year, [.. years, last.AddMilliseconds(1)]);
    }

    private static IEnumerable<DateTimeOffset> Bounds(TimeUnit unit, DateTimeOffset first, DateTimeOffset last, TimeZoneInfo zone)
    {
        if (unit == TimeUnit.Hour)
            return Hours(first, last);
        return Days(unit, Local(first, zone), Local(last, zone)).Select(day => At(day, zone)).Distinct();
    }

    /// <summary>Whole hours of UTC: on the day when the clock changes too they follow each other.</summary>
    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset first, DateTimeOffset last)
    {
        var hour = new DateTimeOffset(first.UtcTicks - (first.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        for (; ; hour = hour.AddHours(1))
        {
            yield return hour;
            if (hour > last)
                yield break;
        }
    }

    private static IEnumerable<DateOnly> Days(TimeUnit unit, DateOnly first, DateOnly last)
    {
        for (var day = Begin(unit, first); ; day = Next(unit, day))
        {
            yield return day;
            if (day > last)
                yield break;
        }
    }

    private static DateOnly Begin(TimeUnit unit, DateOnly day) =>
        unit switch
        {
            TimeUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            TimeUnit.Month => new(day.Year, day.Month, 1),
            TimeUnit.Year => new(day.Year, 1, 1),
            _ => day,
        };

    private static DateOnly Next(TimeUnit unit, DateOnly day) =>
        unit switch
        {
            TimeUnit.Week => day.AddDays(7),
            TimeUnit.Month => day.AddMonths(1),
            TimeUnit.Year => day.AddYears(1),
            _ => day.AddDays(1),
        };

    private static DateOnly Local(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    private static DateTimeOffset At(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
