namespace CyberWatch.Infra.Registry;

/// <summary>Days as an establishment counts them. Between Tahiti and Nouméa two or three of them are going on at once.</summary>
public static class LocalDay
{
    /// <param name="at">An instant.</param>
    /// <param name="zone">IANA name.</param>
    public static DateOnly Of(DateTimeOffset at, string zone) => Of(at, TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static DateOnly Of(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>When a clock of that zone shows this; where it jumps over it, when it shows an hour later.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        var there = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new(there, zone.GetUtcOffset(there));
    }
}
