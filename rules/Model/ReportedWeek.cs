using System.Globalization;

namespace CyberWatch.Rules.Model;

/// <summary>A week from Monday to Sunday, as ISO 8601 numbers it: the week that a letter reports.</summary>
public sealed record ReportedWeek(int Year, int Number)
{
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    public DateOnly Sunday => Monday.AddDays(6);

    public ReportedWeek Previous => Of(Monday.AddDays(-7));

    public ReportedWeek Next => Of(Monday.AddDays(7));

    public static ReportedWeek Of(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(ISOWeek.GetYear(midnight), ISOWeek.GetWeekOfYear(midnight));
    }

    /// <summary>The week that was over on the last Sunday at 24:00, where the clock shows <paramref name="local"/>.</summary>
    public static ReportedWeek LastOver(DateTimeOffset local) => Of(DateOnly.FromDateTime(local.DateTime)).Previous;

    /// <summary>Reads <c>2026-W47</c>; null for anything else, for a week that the year has not, and at the ends of what a calendar can hold.</summary>
    public static ReportedWeek? Parse(string text)
    {
        return
            text is [_, _, _, _, '-', 'W', _, _]
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && year is > 1 and < 9999
            && number >= 1
            && number <= ISOWeek.GetWeeksInYear(year)
            ? new(year, number)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
