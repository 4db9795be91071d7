using System.Globalization;
using System.Text;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Text as it is searched: accents removed, lower case, split at everything that is neither letter nor digit. Done here, once,
/// so that every index finds the same words.
/// </summary>
public static class FoldedText
{
    /// <summary>A longer word is known by its beginning: Elasticsearch would cut it into pieces there.</summary>
    public const int LongestToken = 255;

    public static IReadOnlyList<string> Tokens(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The tokens with one blank between them.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Append(folded, text);
        return Whole(folded);
    }

    /// <summary>Adds the tokens of one more text, which never join those before.</summary>
    internal static void Append(StringBuilder folded, string text)
    {
        Part(folded);
        var begin = folded.Length;
        foreach (var letter in Ascii.IsValid(text) ? text : Decomposed(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                Add(folded, begin, char.ToLowerInvariant(letter));
            }
            else if (!IsAccent(letter))
            {
                Part(folded);
                begin = folded.Length;
            }
        }
    }

    internal static string Whole(StringBuilder folded) => folded.ToString().TrimEnd();

    private static void Part(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
            folded.Append(' ');
    }

    private static void Add(StringBuilder folded, int begin, char letter)
    {
        var room = LongestToken - (folded.Length - begin);
        if (letter is 'œ' or 'æ')
            folded.Append((letter == 'œ' ? "oe" : "ae").AsSpan(0, Math.Clamp(room, 0, 2)));
        else if (room > 0)
            folded.Append(letter);
    }

    private static bool IsAccent(char letter) =>
        letter > 127 && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    /// <summary>What strangers send may hold half a surrogate pair, which cannot be normalised.</summary>
    private static string Decomposed(string text) =>
        new string([.. text.Select(letter => char.IsSurrogate(letter) ? ' ' : letter)]).Normalize(NormalizationForm.FormD);
}
