using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Views;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed partial class TextsTests
{
    private static readonly string Dashboard = Path.Combine(Repository.Root, "dashboard");

    private static readonly string[] Areas =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Dashboard, "Resources"), "*.resx")
            .Select(file => Path.GetFileName(file).Split('.')[0])
            .Distinct(),
    ];

    private static readonly string[] Patterns = ["*.cs", "*.razor"];

    public static TheoryData<string> EachArea() => [.. Areas];

    [Theory]
    [MemberData(nameof(EachArea))]
    public void Both_languages_have_the_same_keys_and_the_same_places_for_values(string area)
    {
        var (french, english) = (Of(area, "fr"), Of(area, "en"));

        Assert.Equal(french.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(french, pair => Assert.Equal(Places(pair.Value), Places(english[pair.Key])));
    }

    [Fact]
    public void Every_key_in_the_code_has_a_text_and_every_text_is_used()
    {
        var known = Areas.SelectMany(area => Of(area, "fr").Keys).ToHashSet(StringComparer.Ordinal);
        var used = Sources()
            .SelectMany(source => Key().Matches(source).Select(match => match.Groups["key"].Value))
            .Where(key => Areas.Contains(Capital(key.Split('.')[0])))
            .SelectMany(key =>
                known.Contains(key) || !known.Contains($"{key}.one") ? Itself(key, known) : [$"{key}.one", $"{key}.many"]
            )
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], used.Except(known).Order());
        Assert.Equal([], known.Except(used).Order());
    }

    [Fact]
    public void French_counts_zero_as_one_and_English_does_not()
    {
        Assert.Equal("0 alerte dans cette liste", In("fr", texts => texts.Count("alerts.found", 0)));
        Assert.Equal("0 alerts in this list", In("en", texts => texts.Count("alerts.found", 0)));
        Assert.Equal("2 alertes dans cette liste", In("fr", texts => texts.Count("alerts.found", 2)));
    }

    [Fact]
    public void No_French_line_begins_with_a_colon_or_ends_with_an_opening_quote()
    {
        var texts = Areas.SelectMany(area => Of(area, "fr").Keys).Select(key => In("fr", texts => texts[key])).ToList();

        Assert.Contains(texts, text => text.Contains("\u00A0:", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotMatch("« | [»:;?!](?!/)", text));
        Assert.Equal("password: \"public\"", In("en", _ => Prose.Of("mot de passe : « public »", "password: \"public\"")));
        Assert.Equal("au mot de passe «\u00A0public\u00A0»", In("fr", _ => Prose.Of("au mot de passe « public »", "\"public\"")));
    }

    [Fact]
    public void Missing_key_is_a_fault_and_not_an_empty_place() =>
        Assert.Throws<MissingManifestResourceException>(() => new Texts()["alerts.of-no-kind"]);

    // a family may bear the name of a single text too
    private static string[] Itself(string key, HashSet<string> known) =>
        known.Contains($"{key}.one") ? [key, $"{key}.one", $"{key}.many"] : [key];

    private static string In(string language, Func<Texts, string> read) => Spoken.In(language, () => read(new Texts()));

    private static Dictionary<string, string> Of(string area, string language)
    {
        var resources = new ResourceManager($"CyberWatch.Dashboard.Resources.{area}", typeof(Texts).Assembly);
        var culture = language == "fr" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        using var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Capital(string area) => area.Length == 0 ? area : char.ToUpperInvariant(area[0]) + area[1..];

    private static IEnumerable<string> Sources() =>
        Patterns
            .SelectMany(pattern => Directory.EnumerateFiles(Dashboard, pattern, SearchOption.AllDirectories))
            .Select(File.ReadAllText);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\"(?<key>[a-z]+\\.[a-z0-9-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("\\{[0-9]\\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
