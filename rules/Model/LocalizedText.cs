namespace CyberWatch.Rules.Model;

/// <summary>The same words in both languages of the product.</summary>
public sealed record LocalizedText(string Fr, string En)
{
    /// <summary>The words in the language of <paramref name="culture"/>; French for every language that is not English.</summary>
    public string In(System.Globalization.CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? En : Fr;
}
