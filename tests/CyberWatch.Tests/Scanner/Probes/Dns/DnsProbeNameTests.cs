using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Probes.Dns.DnsProbeRun;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

public class DnsProbeNameTests
{
    private const string North = """
        $ORIGIN ch-nord.example.
        @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
        @ 300 NS ns1
        ns1 300 A 203.0.113.53
        www 300 A 203.0.113.80
        inside 300 A 10.1.2.3
        inside 300 A 203.0.113.81
        vpn 300 CNAME gone.provider.example.
        slow 300 CNAME app.failing.example.
        $ORIGIN provider.example.
        @ 300 SOA ns hostmaster 1 3600 900 604800 300
        """;

    [Fact]
    public async Task Plain_name_has_its_addresses_and_no_alias()
    {
        var facts = await FactsOfNameAsync(new ZonesInMemory(North), "www.ch-nord.example", "ch-nord.example");

        Assert.Equal(["203.0.113.80"], ListOf(facts, "addresses"));
        Assert.Empty(ListOf(facts, "addresses_private"));
        Assert.Empty(ListOf(facts, "alias"));
        Assert.Equal(
            (null, null, false, false),
            (facts["alias_target"], facts["alias_target_exists"], facts["alias_outside"], facts["from_wildcard"])
        );
        Assert.Null(facts["caa"]);
    }

    [Fact]
    public async Task Private_addresses_are_told_and_documentation_ranges_are_not_among_them()
    {
        var facts = await FactsOfNameAsync(new ZonesInMemory(North), "inside.ch-nord.example", "ch-nord.example");

        Assert.Equal(["10.1.2.3"], ListOf(facts, "addresses_private"));
    }

    [Fact]
    public async Task Alias_to_nothing_is_denied_three_times()
    {
        var facts = await FactsOfNameAsync(new ZonesInMemory(North), "vpn.ch-nord.example", "ch-nord.example");

        Assert.Equal(
            ("gone.provider.example", "no", true),
            (facts["alias_target"], facts["alias_target_exists"], facts["alias_outside"])
        );
    }

    [Theory]
    [InlineData(true, Silence.NameGone)]
    [InlineData(false, Silence.Unreachable)]
    public async Task Name_is_gone_only_when_its_own_server_says_so(bool server, Silence expected)
    {
        var zones = new ZonesInMemory(North);
        var finding = await OfNameAsync(
            server ? zones.Server("203.0.113.53", "ch-nord.example") : zones,
            "old.ch-nord.example",
            "ch-nord.example"
        );

        Assert.Equal(expected, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Fact]
    public async Task Failing_name_is_a_silence()
    {
        var finding = await OfNameAsync(
            new ZonesInMemory(North).Failing("www.ch-nord.example"),
            "www.ch-nord.example",
            "ch-nord.example"
        );

        Assert.Equal(Silence.TimedOut, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Fact]
    public async Task Name_outside_the_perimeter_is_not_asked()
    {
        var zones = new ZonesInMemory(North);
        var finding = await OfNameAsync(zones, "app.provider.example", "ch-nord.example");

        Assert.Equal(Silence.NotAllowed, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
        Assert.Empty(zones.AskedResolver);
    }
}
