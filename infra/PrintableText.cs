using System.Globalization;
using System.Text;

namespace CyberWatch.Infra;

/// <summary>Text that a file or a stranger wrote, on its way to a terminal: nothing in it moves the cursor, hides or turns what stands beside it.</summary>
public static class PrintableText
{
    private const char Mask = '·';

    /// <summary>The same text with a dot for each character that is not to be seen; broken halves of letters included.</summary>
    public static string Of(string text)
    {
        if (!text.Any(letter => char.IsSurrogate(letter) || IsUnseen(char.GetUnicodeCategory(letter))))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            printable.Append(IsUnseen(rune) ? Mask.ToString() : rune.ToString());
        }

        return printable.ToString();
    }

    /// <summary>It steers a terminal, turns the direction of writing, ends a line, or cannot be seen: for whoever shows or keeps a stranger's text.</summary>
    public static bool IsUnseen(Rune rune) => IsUnseen(Rune.GetUnicodeCategory(rune));

    private static bool IsUnseen(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned;
}
