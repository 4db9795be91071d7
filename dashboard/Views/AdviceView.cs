namespace CyberWatch.Dashboard.Views;

/// <summary>The words of a rule cut into steps and paragraphs. A line is a step; a number or dash before it is only ornament.</summary>
internal static class AdviceView
{
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WithoutMark)];

    /// <summary>References that are web addresses, in order; anything else is not a link.</summary>
    public static IReadOnlyList<Uri> Links(string references) =>
        [
            .. references
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null)
                .OfType<Uri>()
                .Where(address => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp),
        ];

    private static string WithoutMark(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && line.AsSpan(digits).StartsWith(". ") ? line[(digits + 2)..]
            : line.StartsWith("- ", StringComparison.Ordinal) ? line[2..]
            : line;
    }
}
