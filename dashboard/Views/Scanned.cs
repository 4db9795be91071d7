using System.Text;
using CyberWatch.Infra;

namespace CyberWatch.Dashboard.Views;

/// <summary>
/// Text that a scanned host wrote, made fit to be shown: bounded, and without characters that steer a terminal or turn the direction
/// of writing. Escaping is Razor's.
/// </summary>
internal static class Scanned
{
    private const int Usual = 200;
    private const char Replacement = '\uFFFD';

    public static string Text(string? written, int most = Usual)
    {
        var shown = new StringBuilder();
        foreach (var rune in (written ?? "").EnumerateRunes())
        {
            if (shown.Length >= most)
            {
                return shown.Append('…').ToString();
            }

            if (PrintableText.IsUnseen(rune))
            {
                shown.Append(Replacement);
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
