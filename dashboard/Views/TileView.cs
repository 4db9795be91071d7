using System.Globalization;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>A department as one square of a map in which each has the same size: where it stands, and how it is coloured.</summary>
internal sealed record TileView(string Code, int Column, int Row, double X, double Y)
{
    public const int Size = 40;
    private const int Pitch = 42;
    private const double OverseasX = 468;
    private const double OverseasY = 234;
    private const int OverseasColumn = 11;
    private const int OverseasRow = 6;

    private static readonly string[] Mainland =
    [
        "-- -- -- -- -- -- 62 59",
        "-- -- -- -- 76 80 60 02 08",
        "-- -- 50 14 27 95 93 77 51 55 57 67",
        "29 22 35 61 78 92 75 94 10 54 88 68",
        "-- 56 53 72 28 91 45 89 52 70 90",
        "-- 44 49 37 41 18 58 21 39 25",
        "-- 85 79 86 36 23 03 71 01 74",
        "-- 17 16 87 19 63 42 69 38 73",
        "-- 33 24 46 15 43 07 26 05",
        "-- 40 47 82 12 48 30 84 04 06",
        "-- 64 32 31 81 34 -- 13 83",
        "-- -- 65 09 11 -- -- -- -- 2B",
        "-- -- -- -- 66 -- -- -- -- 2A",
    ];

    private static readonly string[] Overseas = ["971 972", "973 974", "976 975", "977 978", "986 987", "988"];

    /// <summary>Every square, line by line from the north; overseas last.</summary>
    public static IReadOnlyList<TileView> All { get; } =
    [
        .. Squares(Mainland).Select(at => new TileView(at.Code, at.Column, at.Row, at.Column * Pitch, at.Row * Pitch)),
        .. Squares(Overseas)
            .Select(at => new TileView(
                at.Code,
                at.Column + OverseasColumn,
                at.Row + OverseasRow,
                OverseasX + at.Column * Pitch,
                OverseasY + at.Row * Pitch
            )),
    ];

    /// <summary>For SVG attributes.</summary>
    public static string At(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>One of five steps, from none to ten and more open critical alerts.</summary>
    public static int StepOf(AreaRow area) =>
        area.Critical switch
        {
            0 => 1,
            1 => 2,
            < 5 => 3,
            < 10 => 4,
            _ => 5,
        };

    private static IEnumerable<(string Code, int Column, int Row)> Squares(string[] lines) =>
        lines.SelectMany(
            (line, row) =>
                line.Split(' ')
                    .Select((code, column) => (Code: code, Column: column, Row: row))
                    .Where(square => square.Code != "--")
        );
}
