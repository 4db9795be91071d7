using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Days and hours as letters write them. The year is said only where it is not the one of the reference day.</summary>
internal sealed class LetterDates(LetterWords words, DateOnly reference)
{
    /// <summary>"lundi 23 novembre".</summary>
    public string Day(DateOnly day) => $"{day.ToString("dddd", words.Culture)} {Date(day)}";

    /// <summary>"23 novembre", "1er décembre".</summary>
    public string Date(DateOnly day) => day.Year == reference.Year ? WithoutYear(day) : $"{WithoutYear(day)} {day.Year}";

    /// <summary>"les 19 et 20 novembre", or one day where both are the same.</summary>
    public string Both(DateOnly first, DateOnly second) =>
        (first == second, first.Month == second.Month && first.Year == second.Year) switch
        {
            (true, _) => words["common.on-day", Date(first)],
            (_, true) => words["common.on-days", Number(first), Date(second)],
            _ => words["common.on-days", Date(first), Date(second)],
        };

    /// <summary>"mardi 17 et mercredi 18 novembre".</summary>
    public string Days(IReadOnlyList<DateOnly> days) => words.List([.. days.Select(Day)]);

    /// <summary>"semaine 47, du 16 au 22 novembre 2026".</summary>
    public string Week(ReportedWeek week)
    {
        var (from, to) = (week.Monday, week.Sunday);
        var start =
            from.Year != to.Year ? $"{WithoutYear(from)} {from.Year}"
            : from.Month != to.Month ? WithoutYear(from)
            : Number(from);
        return words["common.week", week.Number, start, $"{WithoutYear(to)} {to.Year}"];
    }

    /// <summary>"14 h 06".</summary>
    public string Hour(DateTimeOffset time, string zone) =>
        TimeZoneInfo
            .ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString(words.IsFrench ? "H' h 'mm" : "HH':'mm", words.Culture)
            .Replace(' ', Typography.NoBreak);

    /// <summary>"vendredi 20 novembre 2026, 14 h 06".</summary>
    public string Moment(DateTimeOffset time, string zone)
    {
        var day = LocalDay.Of(time, zone);
        return $"{day.ToString("dddd", words.Culture)} {WithoutYear(day)} {day.Year}, {Hour(time, zone)}";
    }

    private string WithoutYear(DateOnly day) => $"{Number(day)} {day.ToString("MMMM", words.Culture)}";

    private string Number(DateOnly day) => words.IsFrench && day.Day == 1 ? "1er" : day.Day.ToString(words.Culture);
}
