using System.Globalization;
using System.Text;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Text as it is searched: accents removed, lower case, split at everything that is neither letter nor digit. Done here, once,
/// so that every index finds the same words.
/// </summary>
public static class FoldedText
{
    public static IReadOnlyList<string> Tokens(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The tokens with one blank between them.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Decomposed(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(letter))
                folded.Append(char.ToLowerInvariant(letter));
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded
            .ToString()
            .Replace("œ", "oe", StringComparison.Ordinal)
            .Replace("æ", "ae", StringComparison.Ordinal)
            .TrimEnd();
    }

    /// <summary>What strangers send may hold half a surrogate pair, which cannot be normalised.</summary>
    private static string Decomposed(string text) =>
        new string([.. text.Select(letter => char.IsSurrogate(letter) ? ' ' : letter)]).Normalize(NormalizationForm.FormD);
}
