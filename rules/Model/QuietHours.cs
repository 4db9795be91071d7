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

    public override string ToString() => $"{Days()} {Clock(_from)}-{Clock(_until)}";

    /// <summary>Reads <c>mon-fri 08:00-18:30</c>; days may also be single or a list (<c>sat,sun</c>), the end may be 24:00. Null when it is none.</summary>
    internal static QuietHours? TryParse(string text)
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

    private string Days()
    {
        var runs = new List<string>();
        for (var day = 0; day < 7; day++)
        {
            if (!Has(day))
                continue;

            var first = day;
            while (day < 6 && Has(day + 1))
                day++;

            runs.Add(first == day ? Names[first] : $"{Names[first]}-{Names[day]}");
        }

        return string.Join(',', runs);
    }
}
