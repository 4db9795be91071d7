using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>Perimeters for tests, read from the lines of a file as the import would.</summary>
internal static class Perimeters
{
    /// <summary>Lines are <c>kind value</c>; their number is their place. A mandate holds through 2026.</summary>
    public static Perimeter Of(params string[] lines) => In("Europe/Paris", lines);

    public static Perimeter In(string zone, params string[] lines) =>
        new(
            "990000001",
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            [.. lines.Select(Line)],
            [new MandateTerm(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), false, "mandates.csv line 2")]
        );

    public static PerimeterLine Line(string text, int index)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"perimeter.csv line {index + 2}");
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return Assert.IsType<PerimeterValue.Good>(PerimeterValue.Parse(text[..blank], text[(blank + 1)..], source)).Line;
    }
}
