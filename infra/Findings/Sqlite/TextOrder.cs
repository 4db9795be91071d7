using System.Text;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>The order of texts in the file: that of their octets in UTF-8, which is the order of code points.</summary>
internal static class TextOrder
{
    private const int Last = 0x10FFFF;

    /// <summary>The first text after all that begin so; null when there is none.</summary>
    public static string? After(string beginning)
    {
        var runes = beginning.EnumerateRunes().ToList();
        while (runes.Count > 0 && runes[^1].Value == Last)
            runes.RemoveAt(runes.Count - 1);
        if (runes.Count == 0)
            return null;
        var next = runes[^1].Value + 1;
        runes[^1] = new Rune(next == 0xD800 ? 0xE000 : next);
        return string.Concat(runes);
    }
}
