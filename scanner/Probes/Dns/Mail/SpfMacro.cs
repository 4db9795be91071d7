using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>Macro strings and domain-specs (RFC 7208 section 7). Written by hand, since a hostile record must not cost more than its length.</summary>
internal static partial class SpfMacro
{
    private const RegexOptions Exact =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    public static bool IsMacroString(string text) => Walk(text, InExplanation()) is not End.Broken;

    /// <summary>A macro string that ends in a macro or in a top label.</summary>
    public static bool IsDomainSpec(string text) =>
        Walk(text, InDomain()) switch
        {
            End.Macro => true,
            End.Letter => EndsInTopLabel(text),
            _ => false,
        };

    /// <summary>
    /// The name with %{d} and %{o} filled in, lower case and without the final dot; null where it depends on the sender or on parts of a name,
    /// so that nobody but a receiver can know it.
    /// </summary>
    public static string? Expand(string domainSpec, string domain, string sender)
    {
        var name = PlainMacro()
            .Replace(domainSpec, found => found.Groups["letter"].Value is "d" or "D" ? domain : sender)
            .Replace("%-", "%20", StringComparison.Ordinal);
        return name.Contains('%') ? null : name.TrimEnd('.').ToLowerInvariant();
    }

    private static End Walk(string text, Regex macro)
    {
        var end = End.Nothing;
        var i = 0;
        while (i < text.Length)
        {
            if (text[i] != '%')
            {
                if (text[i] is < '\x21' or > '\x7E')
                    return End.Broken;

                (end, i) = (End.Letter, i + 1);
                continue;
            }

            var length = LengthOfMacro(text, i, macro);
            if (length == 0)
                return End.Broken;

            (end, i) = (End.Macro, i + length);
        }

        return end;
    }

    private static int LengthOfMacro(string text, int at, Regex macro)
    {
        if (at + 1 < text.Length && text[at + 1] is '%' or '_' or '-')
            return 2;

        var close = text.IndexOf('}', at);
        return close > 0 && macro.IsMatch(text.AsSpan(at, close - at + 1)) ? close - at + 1 : 0;
    }

    private static bool EndsInTopLabel(string text)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;
        var dot = name.LastIndexOf('.');
        var label = dot < 0 ? "" : name[(dot + 1)..];
        return label.Length > 0
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            && label[0] != '-'
            && label[^1] != '-'
            && !label.All(char.IsAsciiDigit);
    }

    [GeneratedRegex(@"^%\{[slodiphv](0*[1-9][0-9]*)?r?[.\-+,/_=]*\}\z", Exact)]
    private static partial Regex InDomain();

    /// <summary>c, r and t are for explanations only.</summary>
    [GeneratedRegex(@"^%\{[slodiphvcrt](0*[1-9][0-9]*)?r?[.\-+,/_=]*\}\z", Exact)]
    private static partial Regex InExplanation();

    [GeneratedRegex(@"%\{(?<letter>[do])\}", Exact)]
    private static partial Regex PlainMacro();

    private enum End
    {
        Nothing,
        Letter,
        Macro,
        Broken,
    }
}
