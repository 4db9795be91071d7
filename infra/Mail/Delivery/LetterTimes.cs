using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>When letters go, and until when they still are news. Pure.</summary>
public static class LetterTimes
{
    /// <summary>On the Monday after the week, by the reader's clock.</summary>
    public static readonly TimeOnly Morning = new(7, 30);

    /// <summary>The clock of those who watch the whole sector.</summary>
    public const string OfficialZone = "Europe/Paris";

    public static DateTimeOffset DueOf(ReportedWeek week, TimeZoneInfo zone) => LocalDay.At(week.Next.Monday, Morning, zone);

    /// <summary>The next Sunday at 24:00.</summary>
    public static DateTimeOffset ExpiryFrom(DateTimeOffset now, TimeZoneInfo zone) =>
        LocalDay.At(ReportedWeek.Of(LocalDay.Of(now, zone)).Next.Monday, TimeOnly.MinValue, zone);

    public static ReportedWeek LastOver(DateTimeOffset now, TimeZoneInfo zone) =>
        ReportedWeek.LastOver(TimeZoneInfo.ConvertTime(now, zone));

    /// <summary>Of the zones of several sites the one whose clock shows the least: nobody is written to before his own Monday morning.</summary>
    /// <param name="zones">IANA names, at least one.</param>
    /// <param name="at">An instant, since clocks change on different days.</param>
    public static TimeZoneInfo Westernmost(IEnumerable<string> zones, DateTimeOffset at) =>
        zones
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(TimeZoneInfo.FindSystemTimeZoneById)
            .MinBy(zone => zone.GetUtcOffset(at))!;
}
