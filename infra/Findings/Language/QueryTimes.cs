using System.Globalization;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>Days and instants of queries, as ISO 8601 spells them; without an offset they are the reader's.</summary>
internal static class QueryTimes
{
    private static readonly DateOnly FirstDay = new(1970, 1, 1);
    private static readonly DateOnly LastDay = new(2199, 12, 31);

    // a day of every zone lies between these
    private static readonly DateTimeOffset First = new(1969, 12, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2200, 1, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Local = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.fff"];
    private static readonly string[] Absolute = [.. Local.Select(form => form + "K")];

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= FirstDay
        && day <= LastDay
            ? day
            : null;

    public static QueryValue.Instant? Instant(string text, TimeZoneInfo zone)
    {
        var at =
            DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                ? Of(local, zone)
            : DateTimeOffset.TryParseExact(text, Absolute, CultureInfo.InvariantCulture, DateTimeStyles.None, out var absolute)
                ? absolute.ToUniversalTime()
            : default(DateTimeOffset?);
        return at >= First && at < Last ? new QueryValue.Instant(at.Value) : null;
    }

    /// <summary>Its first instant in a zone.</summary>
    public static QueryValue.Instant Start(DateOnly day, TimeZoneInfo zone) => new(Of(day.ToDateTime(TimeOnly.MinValue), zone));

    /// <summary>The day that begins at this instant in a zone; null when none does.</summary>
    public static DateOnly? DayFrom(QueryValue.Instant instant, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant.At, zone).DateTime);
        return day >= FirstDay && day <= LastDay && Start(day, zone) == instant ? day : null;
    }

    /// <summary>Of an hour that the clock shows twice, or skips, what the zone says outside summer.</summary>
    private static DateTimeOffset Of(DateTime local, TimeZoneInfo zone)
    {
        if (local.Year is < 1969 or > 2201)
            return DateTimeOffset.MinValue;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
