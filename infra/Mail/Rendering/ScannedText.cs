using System.Text;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>
/// Text that a stranger wrote (a scanned host, a certificate, a register), made fit to be shown: bounded, and without characters that steer
/// a terminal, turn the direction of writing or cannot be seen. Escaping is for whoever writes markup.
/// </summary>
internal static class ScannedText
{
    /// <summary>Steering characters are taken out; a line break becomes a blank.</summary>
    public static string OneLine(string? written, int most)
    {
        var shown = new StringBuilder();
        foreach (var rune in (written ?? "").EnumerateRunes())
        {
            if (shown.Length >= most)
                return shown.Append('…').ToString();
            if (rune.Value is '\r' or '\n' or '\t')
                shown.Append(' ');
            else if (!PrintableText.IsUnseen(rune))
                shown.Append(rune.ToString());
        }
        return shown.ToString();
    }
}
