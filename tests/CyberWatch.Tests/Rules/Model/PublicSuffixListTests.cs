using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Model;

public class PublicSuffixListTests
{
    private static readonly PublicSuffixList List = PublicSuffixList.Parse([
        "// ===BEGIN ICANN DOMAINS===",
        "fr",
        "asso.fr  // a remark",
        "com",
        "jp",
        "*.kawasaki.jp",
        "!city.kawasaki.jp",
        "公司.cn",
        "",
        "// ===BEGIN PRIVATE DOMAINS===",
        "github.io",
        "bad..rule",
    ]);

    [Theory]
    [InlineData("ch-nord.fr", "ch-nord.fr")]
    [InlineData("www.ch-nord.fr", "ch-nord.fr")]
    [InlineData("chorale.asso.fr", "chorale.asso.fr")]
    [InlineData("www.chorale.asso.fr", "chorale.asso.fr")]
    [InlineData("fr", null)]
    [InlineData("asso.fr", null)]
    [InlineData("a.b.kawasaki.jp", "a.b.kawasaki.jp")]
    [InlineData("b.kawasaki.jp", null)]
    [InlineData("www.city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("x.ch.github.io", "ch.github.io")]
    [InlineData("github.io", null)]
    [InlineData("a.xn--55qx5d.cn", "a.xn--55qx5d.cn")]
    [InlineData("xn--55qx5d.cn", null)]
    [InlineData("www.ch-nord.example", "ch-nord.example")]
    [InlineData("example", null)]
    [InlineData("", null)]
    public void Organisational_domain_is_one_label_below_the_suffix(string name, string? expected)
    {
        Assert.Equal(expected, List.OrganisationalDomain(name));
        Assert.Equal(expected is null, List.IsSuffix(name));
    }

    [Fact]
    public void Text_that_is_no_list_has_no_rules() => Assert.Equal(0, PublicSuffixList.Parse(["// only a remark", "  "]).Count);

    [Theory]
    [InlineData("a.b.example", "b.example", true)]
    [InlineData("b.example", "b.example", true)]
    [InlineData("ab.example", "b.example", false)]
    [InlineData("example", "b.example", false)]
    [InlineData("b.example", "", true)]
    public void At_or_below_compares_whole_labels(string name, string above, bool expected) =>
        Assert.Equal(expected, DomainName.IsAtOrBelow(name, above));
}
