using System.Net;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>A start tag as a stranger wrote it: names in lower case, values decoded. Content is filled for elements whose text is no markup.</summary>
internal sealed record HtmlTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Content)
{
    private const int Most = 10_000;
    private static readonly HashSet<string> RawText = ["script", "style", "title", "textarea"];

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>All start tags outside comments and raw text. Tolerant, in one pass, whatever the text is.</summary>
    public static IEnumerable<HtmlTag> Read(string html)
    {
        var at = 0;
        for (var count = 0; count < Most; count++)
        {
            at = NextTag(html, at);
            if (at < 0)
                yield break;

            var (name, attributes) = ReadTag(html, ref at);
            var end = RawText.Contains(name) ? html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase) : at;
            // raw text without an end goes on to the end of the page
            yield return new HtmlTag(name, attributes, end < 0 ? html[at..] : html[at..end]);
            if (end < 0)
                yield break;

            at = end;
        }
    }

    private static int NextTag(string html, int at)
    {
        while ((at = html.IndexOf('<', at)) >= 0 && at + 1 < html.Length)
        {
            if (char.IsAsciiLetter(html[at + 1]))
                return at + 1;

            var comment = string.CompareOrdinal(html, at, "<!--", 0, 4) == 0;
            at = comment ? html.IndexOf("-->", at + 4, StringComparison.Ordinal) : at + 1;
            if (at < 0)
                return -1;
        }

        return -1;
    }

    private static (string Name, Dictionary<string, string> Attributes) ReadTag(string html, ref int at)
    {
        var name = Word(html, ref at, " \t\r\n\f/>").ToLowerInvariant();
        var attributes = new Dictionary<string, string>();
        while (at < html.Length && html[at] != '>')
        {
            if (char.IsWhiteSpace(html[at]) || html[at] is '/' or '=')
            {
                at++;
                continue;
            }

            var key = Word(html, ref at, " \t\r\n\f/>=").ToLowerInvariant();
            SkipBlank(html, ref at);
            attributes.TryAdd(key, WebUtility.HtmlDecode(Value(html, ref at)));
        }

        at = Math.Min(at + 1, html.Length);
        return (name, attributes);
    }

    private static string Value(string html, ref int at)
    {
        if (at >= html.Length || html[at] != '=')
            return "";

        at++;
        SkipBlank(html, ref at);
        if (at >= html.Length || html[at] is not ('"' or '\''))
            return Word(html, ref at, " \t\r\n\f>");

        var end = html.IndexOf(html[at], at + 1);
        var value = html[(at + 1)..(end < 0 ? html.Length : end)];
        at = end < 0 ? html.Length : end + 1;
        return value;
    }

    private static string Word(string html, ref int at, string ends)
    {
        var length = html.AsSpan(at).IndexOfAny(ends);
        var start = at;
        at = length < 0 ? html.Length : at + length;
        return html[start..at];
    }

    private static void SkipBlank(string html, ref int at)
    {
        while (at < html.Length && char.IsWhiteSpace(html[at]))
            at++;
    }
}
