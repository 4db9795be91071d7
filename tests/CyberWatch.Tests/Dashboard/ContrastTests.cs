using System.Globalization;
using System.Text.RegularExpressions;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>The contrast of WCAG 2 over the pairs of tokens that are put on one another, in both themes.</summary>
public sealed partial class ContrastTests
{
    private static readonly Dictionary<string, string> Tokens = Read();
    private static readonly string[] Severities = ["critical", "high", "medium", "low", "info"];
    private static readonly string[] Verdicts = ["match", "clean", "inconclusive", "suspected"];
    private static readonly int[] Places = [1, 3, 5];
    private static readonly string[] Grades = ["a", "b", "c", "d", "e"];

    private static IEnumerable<(string Ink, string Ground, double Least)> Pairs =>
        [.. Texts.Select(pair => (pair.Ink, pair.Ground, 4.5)), .. Marks.Select(pair => (pair.Ink, pair.Ground, 3.0))];

    private static IEnumerable<(string Ink, string Ground)> Texts =>
        [
            .. Each(["ink", "ink-2", "ink-3", "accent"], _ => ["page", "surface", "sunken", "hover", "accent-soft"]),
            ("on-accent", "accent-fill"),
            .. Each(Severities.Concat(Verdicts), word => [$"{word}-tint", "surface", "page", "hover", "sunken"], "-ink"),
            .. Grades.Select(grade => ("on-grade", $"grade-{grade}")),
            .. Enumerable.Range(1, 5).Select(step => ($"on-step-{step}", $"step-{step}")),
        ];

    private static IEnumerable<(string Ink, string Ground)> Marks =>
        [
            .. Each(["line-strong", "focus", "accent-fill", "clean-fill"], _ => ["page", "surface", "sunken"]),
            .. Each(Severities, _ => ["page", "surface", "sunken"], "-fill"),
            .. Grades.Select(grade => ($"grade-{grade}", "surface")),
        ];

    public static TheoryData<string, string, double> EachPair() => [.. Pairs];

    [Theory]
    [MemberData(nameof(EachPair))]
    public void Ink_can_be_read_on_its_ground_in_both_themes(string ink, string ground, double least)
    {
        Assert.InRange(Ratio(ink, ground, dark: false), least, 21);
        Assert.InRange(Ratio(ink, ground, dark: true), least, 21);
    }

    [Fact]
    public void Black_on_white_is_21_to_1() => Assert.Equal(21, Ratio(Luminance("#000000"), Luminance("#ffffff")), 6);

    private static IEnumerable<(string Ink, string Ground)> Each(
        IEnumerable<string> words,
        Func<string, string[]> grounds,
        string suffix = ""
    ) => words.SelectMany(word => grounds(word).Select(ground => (word + suffix, ground)));

    private static double Ratio(string ink, string ground, bool dark) =>
        Ratio(Luminance(Colour(ink, dark)), Luminance(Colour(ground, dark)));

    private static double Ratio(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double Luminance(string colour)
    {
        double[] parts =
        [
            .. Places.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0),
        ];
        double[] linear = [.. parts.Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static string Colour(string token, bool dark)
    {
        var value = Tokens[token];
        var both = LightDark().Match(value);
        return both.Success ? both.Groups[dark ? "dark" : "light"].Value
            : value.StartsWith("var(--", StringComparison.Ordinal) ? Colour(value[6..^1], dark)
            : value;
    }

    private static Dictionary<string, string> Read()
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        var sheet = File.ReadAllText(Path.Combine(Repository.Root, "dashboard", "wwwroot", "tokens.css"));
        foreach (Match match in Token().Matches(sheet))
        {
            tokens.TryAdd(match.Groups["name"].Value, match.Groups["value"].Value.Trim());
        }

        return tokens;
    }

    [GeneratedRegex(@"--(?<name>[\w-]+):\s*(?<value>[^;]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"light-dark\((?<light>#\w+), (?<dark>#\w+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LightDark();
}
