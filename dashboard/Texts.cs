using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using CyberWatch.Infra.Mail.Rendering;

namespace CyberWatch.Dashboard;

/// <summary>
/// The words of the product, French unless the reader's language is English. A key's first part names the file of <c>Resources</c>:
/// <c>alerts.title</c> stands in <c>Alerts.resx</c> and <c>Alerts.en.resx</c>.
/// </summary>
public sealed class Texts
{
    private readonly ConcurrentDictionary<string, ResourceManager> _areas = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Key, string Language), string?> _found = new();

    /// <exception cref="MissingManifestResourceException">The key stands nowhere: a fault of ours.</exception>
    public string this[string key] =>
        _found.GetOrAdd((key, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName), Find)
        ?? throw new MissingManifestResourceException($"No text has the key '{key}'.");

    public string this[string key, params object?[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The singular (<c>key.one</c>) or plural (<c>key.many</c>) with the number as its first value. French counts zero as singular.</summary>
    public string Count(string key, int number, params object?[] values)
    {
        var one = number == 1 || (number == 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en");
        return this[$"{key}.{(one ? "one" : "many")}", [Views.Numbers.Of(number), .. values]];
    }

    /// <summary>In French no line may begin with a colon or end with an opening quote.</summary>
    private string? Find((string Key, string Language) one)
    {
        var text = Kept(one.Key);
        return text is null || one.Language == "en" ? text : Typography.French(text);
    }

    private string? Kept(string key)
    {
        var area = key[..key.IndexOf('.', StringComparison.Ordinal)];
        var resources = _areas.GetOrAdd(
            area,
            name => new ResourceManager(
                $"CyberWatch.Dashboard.Resources.{char.ToUpperInvariant(name[0])}{name[1..]}",
                typeof(Texts).Assembly
            )
        );
        return resources.GetString(key, CultureInfo.CurrentUICulture);
    }
}
