using System.Globalization;

namespace CyberWatch.Dashboard.Views;

/// <summary>Numbers as the reader's language writes them.</summary>
internal static class Numbers
{
    public static string Of(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A share from 0 to 1, with one decimal; never 100 % where something is missing, never 0 % where something is there.</summary>
    public static string Percent(double share)
    {
        var shown = share switch
        {
            > 0 and < 0.001 => 0.001,
            > 0.999 and < 1 => 0.999,
            _ => share,
        };
        return shown.ToString(shown is 0 or 1 ? "P0" : "P1", CultureInfo.CurrentCulture);
    }

    /// <summary>For SVG attributes, in percent.</summary>
    public static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");
}
