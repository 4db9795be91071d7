namespace CyberWatch.Infra.Registry;

/// <summary>Days as an establishment counts them. Between Tahiti and Nouméa two or three of them are going on at once.</summary>
public static class LocalDay
{
    /// <param name="at">An instant.</param>
    /// <param name="zone">IANA name.</param>
    public static DateOnly Of(DateTimeOffset at, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
}
