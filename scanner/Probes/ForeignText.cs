using System.Text;
using CyberWatch.Infra;

namespace CyberWatch.Scanner.Probes;

/// <summary>Text that a stranger wrote, made fit to be kept and shown: one line, no control or direction characters, bounded in length.</summary>
internal static class ForeignText
{
    public static string Of(string text, int most)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > most)
            {
                break;
            }

            var blank = Rune.IsWhiteSpace(rune) || PrintableText.IsUnseen(rune);
            if (!blank)
            {
                clean.Append(rune.ToString());
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }
}
