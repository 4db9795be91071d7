using CyberWatch.Scanner.Probes.Dns.Mail;

namespace CyberWatch.Tests.Scanner.Probes.Dns.Mail;

public class SpfRecordTests
{
    [Theory]
    [InlineData("v=spf1", true)]
    [InlineData("V=SPF1 -all", true)]
    [InlineData("v=spf1 ", true)]
    [InlineData("v=spf10 -all", false)]
    [InlineData("v=spf1\t-all", false)]
    [InlineData(" v=spf1 -all", false)]
    [InlineData("spf1 -all", false)]
    [InlineData("", false)]
    public void Version_section_decides_what_is_a_record(string text, bool expected) =>
        Assert.Equal(expected, SpfRecord.IsSpf(text));

    [Theory]
    [InlineData("-all")]
    [InlineData("a mx -all")]
    [InlineData("a:b.test/24//64")]
    [InlineData("a//64")]
    [InlineData("a/0")]
    [InlineData("MX:b.TEST ~ALL")]
    [InlineData("ip4:203.0.113.7 ip4:203.0.113.0/24 ip4:0.0.0.0/0")]
    [InlineData("ip6:2001:db8::1/128 ip6:::/0 ip6:::ffff:192.0.2.1")]
    [InlineData("ptr ptr:b.test")]
    [InlineData("exists:%{i}._spf.%{d2} include:%{d}.b.test")]
    [InlineData("exists:%{l1r+-}.%{D}")]
    [InlineData("include:_spf.b.test. redirect=b.test")]
    [InlineData("exp=explain.%{d} unknown-thing_1.x=%{c}")]
    [InlineData("?all")]
    [InlineData("  a   -all   ")]
    [InlineData("include:a.1-2")]
    public void Term_that_the_grammar_allows_is_no_error(string terms) => Assert.Empty(SpfRecord.Parse("v=spf1 " + terms).Errors);

    [Theory]
    [InlineData("ip4:1.2.3.400")]
    [InlineData("ip4:1.2.3")]
    [InlineData("ip4:01.2.3.4")]
    [InlineData("ip4:1.2.3.4/33")]
    [InlineData("ip4:1.2.3.4/08")]
    [InlineData("ip4:1.2.3.4/")]
    [InlineData("ip4:2001:db8::1")]
    [InlineData("ip4")]
    [InlineData("ip6:203.0.113.7")]
    [InlineData("ip6:2001:db8::1/129")]
    [InlineData("ip6:fe80::1%eth0")]
    [InlineData("include")]
    [InlineData("include:")]
    [InlineData("include:localhost")]
    [InlineData("include:b.test/24")]
    [InlineData("include:b.123")]
    [InlineData("a:b.test/24/64")]
    [InlineData("a:b.test/24//129")]
    [InlineData("all:b.test")]
    [InlineData("-al")]
    [InlineData("--all")]
    [InlineData("ipv4:203.0.113.7")]
    [InlineData("a,mx")]
    [InlineData("exists:%{x}.b.test")]
    [InlineData("exists:%{c}.b.test")]
    [InlineData("exists:%{d0}.b.test")]
    [InlineData("exists:%i.b.test")]
    [InlineData("exists:%{d")]
    [InlineData("redirect=")]
    [InlineData("redirect=b.test redirect=c.test")]
    [InlineData("exp=b.test exp=c.test")]
    [InlineData("a:b\u00E9.test")]
    [InlineData("a\tmx")]
    [InlineData("\"a\"")]
    public void Term_that_the_grammar_forbids_is_a_permanent_error(string terms) =>
        Assert.NotEmpty(SpfRecord.Parse("v=spf1 " + terms).Errors);

    [Theory]
    [InlineData("v=spf1 all", "+all")]
    [InlineData("v=spf1 a ?all mx", "?all")]
    [InlineData("v=spf1 ~all redirect=b.test", "~all")]
    [InlineData("v=spf1 -ALL", "-all")]
    [InlineData("v=spf1 a", null)]
    public void All_carries_its_qualifier(string text, string? all) => Assert.Equal(all, SpfRecord.Parse(text).All);

    [Fact]
    public void Terms_behind_all_and_a_redirect_beside_it_count_for_nothing()
    {
        var record = SpfRecord.Parse("v=spf1 redirect=b.test -all include:c.test");

        Assert.Null(record.Redirect);
        Assert.DoesNotContain(record.Terms, term => term is SpfTerm.Mechanism { Name: "include" });
    }

    [Theory]
    [InlineData("%{d}", "ch-nord.example")]
    [InlineData("_spf.%{D}.", "_spf.ch-nord.example")]
    [InlineData("%{o}.X.test", "nord.example.x.test")]
    [InlineData("%{i}.x.test", null)]
    [InlineData("%{d1}", null)]
    [InlineData("a%%b.test", null)]
    public void Macros_that_depend_on_the_sender_stay_unknown(string spec, string? expected) =>
        Assert.Equal(expected, SpfMacro.Expand(spec, "ch-nord.example", "nord.example"));

    [Fact]
    public void Record_of_64_thousand_hostile_octets_is_read_in_its_length()
    {
        var text = "v=spf1 a:" + string.Concat(Enumerable.Repeat("a.", 16_000)) + " exists:" + new string('%', 32_001);

        Assert.Single(SpfRecord.Parse(text).Errors);
    }
}
