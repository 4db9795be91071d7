using System.Net;
using CyberWatch.Scanner.Probes.Tls;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class SubjectNamesTests
{
    private static readonly IPAddress Anywhere = IPAddress.Parse("203.0.113.1");

    [Theory]
    [InlineData("www.hopital-nord.example", "www.hopital-nord.example", true)]
    [InlineData("WWW.Hopital-Nord.example", "www.hopital-nord.example", true)]
    [InlineData("*.hopital-nord.example", "www.hopital-nord.example", true)]
    [InlineData("*.hopital-nord.example", "hopital-nord.example", false)]
    [InlineData("*.hopital-nord.example", "a.b.hopital-nord.example", false)]
    [InlineData("w*.hopital-nord.example", "www.hopital-nord.example", false)]
    [InlineData("www.*.example", "www.hopital-nord.example", false)]
    [InlineData("*", "example", false)]
    [InlineData("hopital-nord.example", "www.hopital-nord.example", false)]
    public void A_wildcard_is_the_whole_first_label_and_stands_for_one(string entry, string asked, bool matches) =>
        Assert.Equal(matches, new SubjectNames([entry], []).Match(asked, Anywhere));

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("2001:db8::7", true)]
    [InlineData("::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.8", false)]
    [InlineData("203.0.113.9", false)]
    public void Case_tls_address_in_the_san_compares_octets_and_never_text(string address, bool matches)
    {
        var names = new SubjectNames(
            ["pacs.hopital-nord.example", "203.0.113.9"],
            [IPAddress.Parse("203.0.113.7"), IPAddress.Parse("2001:db8::7")]
        );

        Assert.Equal(matches, names.Match(null, IPAddress.Parse(address)));
    }

    [Fact]
    public void A_name_is_never_matched_by_an_address_entry() =>
        Assert.False(new SubjectNames([], [Anywhere]).Match("203.0.113.1.example", Anywhere));
}
