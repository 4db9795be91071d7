using System.Globalization;
using System.Text;

namespace CyberWatch.Infra.Registry;

/// <summary>Text as it is searched and sorted: lower case, without accents, everything but letters and digits a single blank.</summary>
public static class Folded
{
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var folded = new StringBuilder();
        foreach (var part in parts)
        {
            Append(folded, part ?? "");
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The words of what somebody typed, each of which must occur.</summary>
    public static string[] Words(string? typed) => Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Append(StringBuilder folded, string part)
    {
        // ligatures are letters of their own for Unicode, not for who types them
        var plain = part.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase)
            .Replace("æ", "ae", StringComparison.OrdinalIgnoreCase)
            .Normalize(NormalizationForm.FormD);
        foreach (var letter in plain)
        {
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                Separate(folded);
            }
        }

        Separate(folded);
    }

    private static void Separate(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }
}
