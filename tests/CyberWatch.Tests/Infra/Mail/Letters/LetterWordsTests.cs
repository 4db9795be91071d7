using System.Text.RegularExpressions;
using System.Xml.Linq;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail.Letters;

public sealed partial class LetterWordsTests
{
    private static string Folder => Path.Combine(Repository.Root, "infra", "Mail", "Words");

    public static TheoryData<string> Areas => ["Common", "Technical", "Sector", "Urgent"];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Both_languages_have_the_same_keys_with_the_same_values_in_them(string area)
    {
        var (french, english) = (Read($"{area}.resx"), Read($"{area}.en.resx"));

        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        Assert.All(french, pair => Assert.Equal(Values(pair.Value), Values(english[pair.Key])));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_singular_has_its_plural(string area)
    {
        var keys = Read($"{area}.resx").Keys.ToHashSet();

        Assert.All(
            keys.Where(key => key.EndsWith(".one", StringComparison.Ordinal)),
            key => Assert.Contains(key[..^3] + "many", keys)
        );
    }

    [Fact]
    public void No_text_says_what_the_editorial_rules_refuse()
    {
        string[] refused =
        [
            "pirat",
            "béant",
            "catastroph",
            "échoué",
            "immédiatement",
            "conforme",
            "sécurisé",
            "(s)",
            "hacked",
            "compliant",
        ];
        var words = Areas.SelectMany(row => Read($"{row.Data}.resx").Values.Concat(Read($"{row.Data}.en.resx").Values)).ToList();

        Assert.All(
            words,
            text => Assert.All(refused, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase))
        );
    }

    [Theory]
    [InlineData("fr", 0, "0 autre actif")]
    [InlineData("fr", 1, "1 autre actif")]
    [InlineData("fr", 2, "2 autres actifs")]
    [InlineData("en", 0, "0 other assets")]
    [InlineData("en", 1, "1 other asset")]
    [InlineData("en", 2, "2 other assets")]
    public void French_counts_from_two_and_English_all_but_one_as_many(string language, int number, string expected) =>
        Assert.EndsWith(expected, LetterWords.Of(language).Count("common.and-assets", number), StringComparison.Ordinal);

    [Theory]
    [InlineData(38, 38, "100 %")]
    [InlineData(999, 1000, "99 %")]
    [InlineData(35, 38, "92 %")]
    [InlineData(1, 1000, "1 %")]
    [InlineData(0, 1000, "0 %")]
    [InlineData(0, 0, "0 %")]
    public void A_hundred_percent_means_all(int part, int whole, string expected) =>
        Assert.Equal(expected, Typography.Plain(LetterWords.Of("fr").Percent(part, whole)));

    [Fact]
    public void Thousands_are_parted_by_a_no_break_space_that_old_mail_programs_know() =>
        Assert.Equal("1\u00A0284", LetterWords.Of("fr").Number(1284));

    [Theory]
    [InlineData("Une panne : chez nous ; quoi ? « rien »", "Une panne\u00A0: chez nous\u00A0; quoi\u00A0? «\u00A0rien\u00A0»")]
    [InlineData("https://a.example/?x=1", "https://a.example/?x=1")]
    [InlineData("1\u202F284 actifs", "1\u00A0284 actifs")]
    [InlineData("rien à changer", "rien à changer")]
    public void French_spacing_adds_no_blank_and_touches_no_address(string plain, string spaced) =>
        Assert.Equal(spaced, Typography.French(plain));

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(Folder, file))
            .Root!.Elements("data")
            .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static IEnumerable<string> Values(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1_000)]
    private static partial Regex Placeholder();
}
