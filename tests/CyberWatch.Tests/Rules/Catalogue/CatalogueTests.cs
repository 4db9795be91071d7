using System.Text.RegularExpressions;
using CyberWatch.Infra.Catalogue;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Catalogue;

public class CatalogueTests
{
    private static readonly RuleSet Catalogue = RuleCatalogue.Load(RuleCatalogue.DefaultFolder).OrThrow();

    public static TheoryData<string> Rules() => [.. Catalogue.All.Select(rule => rule.Id)];

    public static IEnumerable<TheoryDataRow<string, string>> Cases() =>
        from rule in Catalogue.All
        from test in rule.Tests
        select new TheoryDataRow<string, string>(rule.Id, test.Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_gives_the_verdict_its_own_test_expects(string id, string name)
    {
        var rule = Catalogue.Find(id)!;
        var test = rule.Tests.Single(candidate => candidate.Name == name);

        Assert.Equal(test.Expect, rule.Judge(test.Facts));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_proves_all_three_verdicts(string id) =>
        Assert.Equal(Enum.GetValues<Verdict>(), Catalogue.Find(id)!.Tests.Select(test => test.Expect).Distinct().Order());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_id_is_its_place_in_the_catalogue(string id) =>
        Assert.True(File.Exists(Path.Combine(RuleCatalogue.DefaultFolder, id.Replace('.', '/') + ".yaml")));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_speaks_both_languages(string id)
    {
        var rule = Catalogue.Find(id)!;

        Assert.All([rule.Title, rule.Why, rule.Fix], text => Assert.NotEqual(text.Fr, text.En));
        Assert.True(rule.Title.Fr.Length <= 110 && rule.Title.En.Length <= 110, "a title fits on a line");
        Assert.All([rule.Why, rule.Fix], text => Assert.True(text.Fr.Length > 60 && text.En.Length > 60, "says something"));
        Assert.False(rule.Title.Fr.EndsWith('.') || rule.Title.En.EndsWith('.'), "a title is no sentence");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void French_has_as_many_steps_as_English(string id) =>
        Assert.Equal(Steps(Catalogue.Find(id)!.Fix.Fr), Steps(Catalogue.Find(id)!.Fix.En));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Critical_rule_takes_a_second_look(string id)
    {
        var rule = Catalogue.Find(id)!;

        Assert.True(rule.SecondLook || rule.Severity < Severity.Critical);
    }

    [Fact]
    public void No_rule_says_anything_about_nothing_http_headers_of_no_answer()
    {
        var nothing = new Dictionary<string, object?>();

        Assert.All(Catalogue.All, rule => Assert.Equal(Verdict.Inconclusive, rule.Judge(nothing)));
    }

    private static int Steps(string fix) => Regex.Count(fix, "^- ", RegexOptions.Multiline);
}
