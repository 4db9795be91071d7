using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>Quiet hours as people say them: "lundi à vendredi, 08:00 à 18:30". What is none is shown as it stands.</summary>
internal static class QuietView
{
    public static string Of(string value, Texts texts) =>
        QuietHours.TryParse(value) is { } hours
            ? texts["remarks.quiet-hours", Days(hours, texts), hours.From, hours.Until]
            : Scanned.Text(value);

    private static string Days(QuietHours hours, Texts texts) =>
        string.Join(
            ", ",
            hours
                .DayRuns()
                .Select(run =>
                    run is (DayOfWeek.Monday, DayOfWeek.Sunday) ? texts["remarks.every-day"]
                    : run.First == run.Last ? Name(run.First)
                    : texts["remarks.quiet-days", Name(run.First), Name(run.Last)]
                )
        );

    private static string Name(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
}
