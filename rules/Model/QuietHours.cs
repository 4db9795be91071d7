using System.Globalization;

namespace CyberWatch.Rules.Model;

/// <summary>
/// Hours in which nothing is sent, by the establishment's own wall clock, for instance <c>mon-fri 08:00-18:30</c>. Only ever compared with a
/// wall-clock time made from an instant, so that the hour that a summer's end repeats is quiet twice and the one that its start skips is nothing.
/// An end before the start reaches into the next day.
/// </summary>
public sealed record QuietHours
{
    internal const int MinutesADay = 24 * 60;
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private readonly int _days;
    private readonly int _from;
    private readonly int _until;

    private QuietHours(int days, int from, int until) => (_days, _from, _until) = (days, from, until);

    /// <summary>True when the wall clock stands inside; the end itself is outside.</summary>
    public bool Hold(DateTime wallClock)
    {
        var minute = wallClock.Hour * 60 + wallClock.Minute;
        var today = DayOf(wallClock);
        if (_from < _until)
        {
            return Has(today) && minute >= _from && minute < _until;
        }

        return (Has(today) && minute >= _from) || (Has((today + 6) % 7) && minute < _until);
    }

    public override string ToString() => $"{Days()} {From}-{Until}";

    /// <summary>For instance <c>08:00</c>.</summary>
    public string From => Clock(_from);

    /// <summary>For instance <c>18:30</c>, or <c>24:00</c>.</summary>
    public string Until => Clock(_until);

    /// <summary>First and last day of each run of days, Monday first.</summary>
    public IReadOnlyList<(DayOfWeek First, DayOfWeek Last)> DayRuns() =>
        [.. Runs().Select(run => (DayAt(run.First), DayAt(run.Last)))];

    /// <summary>Reads <c>mon-fri 08:00-18:30</c>; days may also be single or a list (<c>sat,sun</c>), the end may be 24:00. Null when it is none.</summary>
    public static QuietHours? TryParse(string text)
    {
        var parts = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || ReadDays(parts[0]) is not { } days || parts[1].Split('-') is not [var start, var end])
        {
            return null;
        }

        return ReadClock(start) is { } from && ReadClock(end) is { } until && from != until && from != MinutesADay
            ? new QuietHours(days, from, until)
            : null;
    }

    private bool Has(int day) => (_days & (1 << day)) != 0;

    private static int DayOf(DateTime time) => ((int)time.DayOfWeek + 6) % 7;

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static int? ReadClock(string text)
    {
        if (text == "24:00")
            return MinutesADay;

        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Hour * 60 + time.Minute
            : null;
    }

    private static int? ReadDays(string text)
    {
        var days = 0;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            var (first, last) = (Array.IndexOf(Names, ends[0]), Array.IndexOf(Names, ends[^1]));
            if (first < 0 || last < 0 || ends.Length > 2)
                return null;

            for (var day = first; ; day = (day + 1) % 7)
            {
                days |= 1 << day;
                if (day == last)
                    break;
            }
        }

        return days;
    }

    private static DayOfWeek DayAt(int day) => (DayOfWeek)((day + 1) % 7);

    private string Days() =>
        string.Join(
            ',',
            Runs().Select(run => run.First == run.Last ? Names[run.First] : $"{Names[run.First]}-{Names[run.Last]}")
        );

    private IEnumerable<(int First, int Last)> Runs()
    {
        for (var day = 0; day < 7; day++)
        {
            if (!Has(day))
                continue;

            var first = day;
            while (day < 6 && Has(day + 1))
                day++;

            yield return (first, day);
        }
    }
}
