using System.Globalization;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>Sentences of rules, alerts and queries in the reader's language, with the blanks that French keeps together.</summary>
internal static class Prose
{
    public static string Of(LocalizedText text)
    {
        var shown = text.In(CultureInfo.CurrentUICulture);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? shown : Typography.French(shown);
    }

    public static string Of(string french, string english) => Of(new LocalizedText(french, english));
}
