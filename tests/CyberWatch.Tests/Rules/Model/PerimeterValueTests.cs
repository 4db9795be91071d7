using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Model;

public class PerimeterValueTests
{
    [Theory]
    [InlineData("domain", " CH-Nord.Example. ", "ch-nord.example")]
    [InlineData("domain", "hôpital.example", "xn--hpital-ixa.example")]
    [InlineData("range", "203.0.113.0/24", "203.0.113.0/24")]
    [InlineData("range", "203.0.113.7", "203.0.113.7/32")]
    [InlineData("range", "2001:DB8::/32", "2001:db8::/32")]
    [InlineData("exclude", "203.0.113.7", "203.0.113.7/32")]
    [InlineData("exclude", "10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("exclude", "2001:db8::1", "2001:db8::1/128")]
    [InlineData("exclude", "pacs.ch-nord.example", "pacs.ch-nord.example")]
    [InlineData("exclude", "*.lab.ch-nord.example", "lab.ch-nord.example")]
    [InlineData("quiet", "Mon-Fri 08:00-18:30", "mon-fri 08:00-18:30")]
    [InlineData("quiet", "sat,sun 00:00-24:00", "sat-sun 00:00-24:00")]
    [InlineData("quiet", "fri-mon 22:00-06:00", "mon,fri-sun 22:00-06:00")]
    public void What_can_be_read_is_kept_in_its_canonical_form(string kind, string text, string expected)
    {
        var good = Assert.IsType<PerimeterValue.Good>(PerimeterValue.Parse(kind, text, "perimeter.csv line 2"));

        Assert.Equal(expected, good.Line.Value);
        Assert.Equal(kind, good.Line.Kind);
        Assert.Equal(good, PerimeterValue.Parse(kind, good.Line.Value, "perimeter.csv line 2"));
    }

    [Theory]
    [InlineData("domain", "*.ch-nord.example", "ch-nord.example")]
    [InlineData("domain", "https://ch-nord.example/", "bare name")]
    [InlineData("domain", "203.0.113.7", "no domain name")]
    [InlineData("domain", "example", "no domain name")]
    [InlineData("domain", "ch-n\u043Erd.example", "mixes Latin letters")]
    [InlineData("domain", "www.\u0430pple.example", "mixes Latin letters")]
    [InlineData("domain", "a..example", "no domain name")]
    [InlineData("domain", "-a.example", "no domain name")]
    [InlineData("domain", "", "no domain name")]
    [InlineData("range", "203.0.113.5/24", "203.0.113.0/24")]
    [InlineData("range", "203.0.113.0/33", "0 to 32")]
    [InlineData("range", "203.0.113.0/", "0 to 32")]
    [InlineData("range", "203.0.113.0/+4", "0 to 32")]
    [InlineData("range", "010.1.1.1", "no address")]
    [InlineData("range", "10.1", "no address")]
    [InlineData("range", "fe80::1%eth0", "no address")]
    [InlineData("range", "203.0.113.1-203.0.113.9", "prefix")]
    [InlineData("range", "198.0.0.0/15", "too wide")]
    [InlineData("range", "2001::/31", "too wide")]
    [InlineData("exclude", "pacs", "name with all below")]
    [InlineData("exclude", "203.0.113.5/24", "203.0.113.0/24")]
    [InlineData("quiet", "mon-fri", "mon-fri 08:00-18:30")]
    [InlineData("quiet", "lundi 08:00-18:30", "mon-fri 08:00-18:30")]
    [InlineData("quiet", "mon 08:00-08:00", "mon-fri 08:00-18:30")]
    [InlineData("quiet", "mon 8-18", "mon-fri 08:00-18:30")]
    [InlineData("quiet", "mon 24:00-06:00", "mon-fri 08:00-18:30")]
    [InlineData("quiet", "mon-wed-fri 08:00-09:00", "mon-fri 08:00-18:30")]
    [InlineData("zone", "ch-nord.example", "domain, range, exclude or quiet")]
    public void What_cannot_be_read_is_refused_with_the_remedy(string kind, string text, string says)
    {
        var faulty = Assert.IsType<PerimeterValue.Faulty>(PerimeterValue.Parse(kind, text, "perimeter.csv line 2"));

        Assert.Contains(says, faulty.Sentence, StringComparison.Ordinal);
    }
}
