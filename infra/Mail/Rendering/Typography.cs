using System.Text;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>
/// French spacing, for prose alone: a no-break space (U+00A0, since U+202F shows as a box in old mail programs) where French has a blank
/// beside its punctuation. It adds no blank, so that an address or a command that slipped in stays what it was.
/// </summary>
public static class Typography
{
    public const char NoBreak = '\u00A0';
    private const char NarrowNoBreak = '\u202F';

    public static string French(string prose)
    {
        var spaced = new StringBuilder(prose);
        for (var at = 0; at < spaced.Length; at++)
        {
            if (spaced[at] == NarrowNoBreak || (spaced[at] == ' ' && (Before(spaced, at) || After(spaced, at))))
                spaced[at] = NoBreak;
        }
        return spaced.ToString();
    }

    /// <summary>For text parts and subjects, where plain blanks serve better.</summary>
    public static string Plain(string prose) => prose.Replace(NoBreak, ' ').Replace(NarrowNoBreak, ' ');

    private static bool Before(StringBuilder text, int at) =>
        at + 1 < text.Length
        && text[at + 1] is ':' or ';' or '?' or '!' or '»' or '%'
        && (at + 2 >= text.Length || text[at + 2] != '/');

    private static bool After(StringBuilder text, int at) =>
        at > 0
        && (text[at - 1] == '«' || (char.IsAsciiDigit(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])));
}
