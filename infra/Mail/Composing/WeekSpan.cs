using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>
/// The reported week by the clock of one place: from Monday 0:00 to Sunday 24:00, or to the instant of composing while it still runs. Days on
/// which something is due or overdue are counted from the day of composing.
/// </summary>
internal sealed record WeekSpan
{
    /// <summary>After this hour on Monday a letter is late: it should have gone at half past seven.</summary>
    private static readonly TimeOnly LateFrom = new(12, 0);

    private WeekSpan(ReportedWeek week, string zone, DateTimeOffset at)
    {
        (Week, Zone, At) = (week, zone, at);
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        (From, var end) = (
            LocalDay.At(week.Monday, TimeOnly.MinValue, place),
            LocalDay.At(week.Next.Monday, TimeOnly.MinValue, place)
        );
        Until = at < end ? at : end;
        Today = LocalDay.Of(at, place);
        IsRunning = at < end;
        IsLate = at >= LocalDay.At(week.Next.Monday, LateFrom, place);
    }

    public ReportedWeek Week { get; }

    /// <summary>IANA name.</summary>
    public string Zone { get; }

    /// <summary>When it is composed.</summary>
    public DateTimeOffset At { get; }
    public DateTimeOffset From { get; }
    public DateTimeOffset Until { get; }
    public DateOnly Today { get; }
    public bool IsRunning { get; }
    public bool IsLate { get; }

    /// <summary>The last day that it reports.</summary>
    public DateOnly LastDay => IsRunning ? Today : Week.Sunday;

    /// <summary>The Sunday up to which something is due soon.</summary>
    public DateOnly SoonUntil => ReportedWeek.Of(Today).Sunday;

    public static WeekSpan Of(ReportedWeek week, string zone, DateTimeOffset at) => new(week, zone, at);

    public DateOnly DayOf(DateTimeOffset instant) => LocalDay.Of(instant, Zone);

    public bool Holds(DateTimeOffset instant) => instant >= From && instant < Until;
}
