using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>When letters go, and until when they still are news. Pure.</summary>
public static class LetterTimes
{
    /// <summary>On the Monday after the week, by the reader's clock.</summary>
    public static readonly TimeOnly Morning = new(7, 30);

    /// <summary>The clock of those who watch the whole sector.</summary>
    public const string OfficialZone = "Europe/Paris";

    public static DateTimeOffset DueOf(ReportedWeek week, TimeZoneInfo zone) => At(week.Next.Monday.ToDateTime(Morning), zone);

    /// <summary>The next Sunday at 24:00.</summary>
    public static DateTimeOffset ExpiryFrom(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return At(ReportedWeek.Of(today).Next.Monday.ToDateTime(TimeOnly.MinValue), zone);
    }

    public static ReportedWeek LastOver(DateTimeOffset now, TimeZoneInfo zone) =>
        ReportedWeek.LastOver(TimeZoneInfo.ConvertTime(now, zone));

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        // a clock that jumps over this moment shows it an hour later
        var there = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new(there, zone.GetUtcOffset(there));
    }
}
