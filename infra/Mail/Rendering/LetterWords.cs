using System.Globalization;
using System.Resources;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>
/// The words of letters in one language. A key's first part names the file of <c>infra/Mail/Words</c>. Prose comes with the no-break
/// spaces of its language.
/// </summary>
public sealed class LetterWords
{
    private const int LongestProse = 2000;
    private static readonly LetterWords French = new("fr");
    private static readonly LetterWords English = new("en");
    private static readonly Dictionary<string, ResourceManager> Areas = new[]
    {
        "Common",
        "Technical",
        "Sector",
        "Urgent",
    }.ToDictionary(
        name => name.ToLowerInvariant(),
        name => new ResourceManager($"CyberWatch.Infra.Mail.Words.{name}", typeof(LetterWords).Assembly),
        StringComparer.Ordinal
    );

    private LetterWords(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "fr-FR");
    }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string Language { get; }

    public CultureInfo Culture { get; }

    public bool IsFrench => Language == "fr";

    /// <summary>French for every language that is not English.</summary>
    public static LetterWords Of(string language) => language == "en" ? English : French;

    /// <exception cref="MissingManifestResourceException">The key stands nowhere: a fault of ours.</exception>
    public string this[string key] =>
        Spaced(Find(key) ?? throw new MissingManifestResourceException($"No text has the key '{key}'."));

    public string this[string key, params object?[] values] => string.Format(Culture, this[key], values);

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The singular (<c>key.one</c>) or plural (<c>key.many</c>), with the number as its first value.</summary>
    public string Count(string key, int number, params object?[] values)
    {
        var form = IsFrench ? Plural.French(number, "one", "many") : Plural.English(number, "one", "many");
        return this[$"{key}.{form}", [Number(number), .. values]];
    }

    /// <summary>Words of a rule or a register in this language.</summary>
    public string Prose(LocalizedText text) => Prose(IsFrench ? text.Fr : text.En);

    public string Prose(string text) => Spaced(ScannedText.OneLine(text, LongestProse));

    public string Number(int number) => number.ToString("N0", Culture).Replace('\u202F', Typography.NoBreak);

    /// <summary>Without decimals, and never up to 100: all alone is 100 %.</summary>
    public string Percent(int part, int whole) => this["common.percent", PercentOf(part, whole)];

    /// <summary>Rounded to the nearest, save that only all is 100 and only nothing 0.</summary>
    public static int PercentOf(int part, int whole) =>
        whole == 0 ? 0
        : part == whole ? 100
        : part == 0 ? 0
        : Math.Clamp((int)Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero), 1, 99);

    /// <summary>"a, b and c".</summary>
    public string List(IReadOnlyList<string> items) =>
        items.Count <= 1 ? string.Concat(items) : this["common.list", string.Join(", ", items.SkipLast(1)), items[^1]];

    private string Spaced(string prose) => IsFrench ? Typography.French(prose) : prose;

    private string? Find(string key) => Areas[key[..key.IndexOf('.', StringComparison.Ordinal)]].GetString(key, Culture);
}
