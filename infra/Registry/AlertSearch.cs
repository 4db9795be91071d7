using System.Text;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// What somebody who searches an alert may type, as <see cref="Folded"/> has it: titles, rule, assets, vulnerabilities. The key is read out of
/// an index, whose entries PostgreSQL bounds at 2,704 bytes; the few alerts with more assets or vulnerabilities keep the whole beside it.
/// </summary>
internal static class AlertSearch
{
    /// <summary>Bytes of UTF-8.</summary>
    public const int LongestKey = 2_000;

    public static string KeyOf(Alert alert)
    {
        var words = WordsOf(alert);
        return Fits(words) ? words : Cut(words);
    }

    public static string? RestOf(Alert alert) => WordsOf(alert) is var words && Fits(words) ? null : words;

    /// <summary>What is typed between blanks must occur as it stands, so that an address stays together.</summary>
    public static IEnumerable<string> Terms(string? typed) =>
        (typed ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(term => Folded.Of(term))
            .Where(term => term.Length > 0);

    private static string WordsOf(Alert alert) =>
        Folded.Of(alert.TitleFr, alert.TitleEn, alert.RuleId, alert.AssetKey, alert.Twins, alert.Vulnerabilities);

    private static bool Fits(string words) => Encoding.UTF8.GetByteCount(words) <= LongestKey;

    private static string Cut(string words)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in words.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestKey)
                break;
            length += rune.Utf16SequenceLength;
        }
        return words[..length];
    }
}
