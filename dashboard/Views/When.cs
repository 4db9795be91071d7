using System.Globalization;

namespace CyberWatch.Dashboard.Views;

/// <summary>Days and hours as people say them, always in a named time zone.</summary>
public sealed class When(Texts texts, TimeProvider clock)
{
    public const string Paris = "Europe/Paris";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>"17 nov. 2026".</summary>
    public static string Day(DateTimeOffset time, string zone = Paris) =>
        In(time, zone).ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"17 nov. 2026, 04:31".</summary>
    public static string Moment(DateTimeOffset time, string zone = Paris) =>
        In(time, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>"04:31:12".</summary>
    public static string Hour(DateTimeOffset time, string zone = Paris) =>
        In(time, zone).ToString("HH:mm:ss", CultureInfo.CurrentCulture);

    /// <summary>"depuis 4 j".</summary>
    public string Since(DateTimeOffset time) => texts["common.since", Span(Now - time)];

    /// <summary>"il y a 4 j".</summary>
    public string Ago(DateTimeOffset time) =>
        Now - time < TimeSpan.FromMinutes(1) ? texts["common.just-now"] : texts["common.ago", Span(Now - time)];

    /// <summary>The largest unit that fits, rounded down: "4 j", "3 h", "24 min", "8 s".</summary>
    public string Span(TimeSpan span) =>
        span switch
        {
            { TotalDays: >= 1 } => texts["common.days", Numbers.Of((int)span.TotalDays)],
            { TotalHours: >= 1 } => texts["common.hours", (int)span.TotalHours],
            { TotalMinutes: >= 1 } => texts["common.minutes", (int)span.TotalMinutes],
            _ => texts["common.seconds", Math.Max(0, (int)span.TotalSeconds)],
        };

    /// <summary>Whole days between a day and today in Paris.</summary>
    public int DaysSince(DateOnly day) => Today(Paris).DayNumber - day.DayNumber;

    public DateOnly Today(string zone) => DateOnly.FromDateTime(In(Now, zone).DateTime);

    private static DateTimeOffset In(DateTimeOffset time, string zone) =>
        TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
