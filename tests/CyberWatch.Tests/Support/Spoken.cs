using System.Globalization;

namespace CyberWatch.Tests.Support;

/// <summary>Runs something in a reader's language.</summary>
internal static class Spoken
{
    public static T In<T>(string language, Func<T> read)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
