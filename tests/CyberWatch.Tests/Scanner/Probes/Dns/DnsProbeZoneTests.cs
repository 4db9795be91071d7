using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Probes.Dns.DnsProbeRun;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

public class DnsProbeZoneTests
{
    private const string World = $"""
        {Around}
        $ORIGIN ch-nord.example.
        @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
        @ 300 NS ns1
        @ 300 NS ns2
        @ 300 MX 10 mx
        @ 300 TXT "v=spf1 mx ip4:203.0.113.0/28 -all"
        @ 300 CAA 0 issue "ca.example"
        _dmarc 300 TXT "v=DMARC1; p=reject; t=y; pct=50; rua=mailto:d@elsewhere.example"
        _mta-sts 300 TXT "v=STSv1; id=1"
        _smtp._tls 300 TXT "v=TLSRPTv1; rua=mailto:t@ch-nord.example"
        mx 300 A 203.0.113.25
        ns1 300 A 203.0.113.53
        ns2 300 A 203.0.113.54
        ns2 300 AAAA 2001:db8::54
        www 300 A 203.0.113.80
        """;

    private static ZonesInMemory Sound(ServerOfZones? second = null, string zones = World, string delegations = "") =>
        new ZonesInMemory(zones, delegations)
            .Secure("")
            .Server("198.51.100.1", "example")
            .Server("203.0.113.53", "ch-nord.example")
            .Server("2001:db8::54", "ch-nord.example")
            .Server("203.0.113.54", second ?? new ServerOfZones(), "ch-nord.example");

    [Fact]
    public async Task Sound_zone_has_every_declared_fact_decided()
    {
        var facts = await FactsOfZoneAsync(Sound(), "ch-nord.example");

        Assert.Empty(ListOf(facts, "undecided"));
        Assert.Equal(["ns1.ch-nord.example", "ns2.ch-nord.example"], ListOf(facts, "name_servers"));
        Assert.Equal(["ns1.ch-nord.example", "ns2.ch-nord.example"], ListOf(facts, "parent_name_servers"));
        Assert.Equal((2d, 1d, 1d), (facts["name_server_count"], facts["name_server_prefixes"], facts["name_servers_over_v6"]));
        Assert.All(
            (string[])
                [
                    "servers_lame",
                    "servers_without_tcp",
                    "servers_without_edns",
                    "open_recursion",
                    "open_transfer",
                    "version_disclosed",
                    "servers_not_existing",
                    "servers_missing_at_parent",
                ],
            fact => Assert.Empty(ListOf(facts, fact))
        );

        Assert.Equal((false, false, (object?)null), (facts["ds_at_parent"], facts["wildcard"], facts["wildcard_alias"]));
        Assert.Equal(["mx.ch-nord.example"], ListOf(facts, "mx"));
        Assert.Equal(
            ("-all", 1d, 0d, 28d),
            (facts["spf_all"], facts["spf_lookups"], facts["spf_void_lookups"], facts["spf_widest_prefix"])
        );
        Assert.Equal(["issue ca.example"], ListOf(facts, "caa"));
        Assert.Equal((1d, true), (facts["mta_sts_records"], facts["tls_rpt"]));
        Assert.Equal("absent", facts["dkim_below"]);
        Assert.Equal("insecure", facts["dnssec"]);
        var stated = FactCatalogue.Of("dns")!.Values.Where(fact => fact.On.HasFlag(AssetKind.Zone)).Select(fact => fact.Name);
        Assert.Empty(stated.Except(facts.Keys));
    }

    [Fact]
    public async Task Dmarc_in_test_mode_counts_one_step_lower_and_its_reports_need_a_yes()
    {
        var facts = await FactsOfZoneAsync(Sound(), "ch-nord.example");

        Assert.Equal(("quarantine", true), (facts["dmarc_policy"], facts["dmarc_testing"]));
        Assert.Equal(["pct"], ListOf(facts, "dmarc_removed_tags"));
        Assert.Equal(["elsewhere.example"], ListOf(facts, "dmarc_rua_unauthorised"));
    }

    [Fact]
    public async Task Each_fault_of_one_server_names_that_server()
    {
        var second = new ServerOfZones
        {
            Transfers = true,
            Recurses = true,
            RefusesTcp = true,
            Version = "9.18.1<script>\u0007",
        };
        var facts = await FactsOfZoneAsync(Sound(second), "ch-nord.example");

        string[] named = ["ns2.ch-nord.example (203.0.113.54)"];
        Assert.Equal(named, ListOf(facts, "open_transfer"));
        Assert.Equal(named, ListOf(facts, "open_recursion"));
        Assert.Equal(named, ListOf(facts, "recursion_offered"));
        Assert.Equal(named, ListOf(facts, "servers_without_tcp"));
        Assert.Equal(["9.18.1<script>"], ListOf(facts, "version_disclosed"));
        Assert.True((double)facts["transfer_names"]! > 2);
    }

    [Fact]
    public async Task Server_without_authority_or_that_refuses_both_ways_is_lame()
    {
        var lame = await FactsOfZoneAsync(Sound(new ServerOfZones { ServesWithoutAuthority = true }), "ch-nord.example");
        var refusing = new ServerOfZones { RefusesUdp = true, RefusesTcp = true };
        var refused = await FactsOfZoneAsync(Sound(refusing), "ch-nord.example");

        Assert.Equal(["ns2.ch-nord.example (203.0.113.54)"], ListOf(lame, "servers_lame"));
        Assert.Equal(["ns2.ch-nord.example (203.0.113.54)"], ListOf(refused, "servers_lame"));
    }

    [Fact]
    public async Task Silent_server_is_neither_lame_nor_sound()
    {
        var zones = new ZonesInMemory(World).Server("198.51.100.1", "example").Server("203.0.113.53", "ch-nord.example");
        var facts = await FactsOfZoneAsync(zones, "ch-nord.example");

        Assert.All(
            (string[])
                ["servers_lame", "servers_without_tcp", "open_recursion", "open_transfer", "transfer_names", "version_disclosed"],
            fact => Assert.DoesNotContain(fact, facts)
        );

        Assert.Contains(
            ListOf(facts, "undecided"),
            reason => reason.StartsWith("servers_lame: 203.0.113.54: TimedOut", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Parent_that_is_silent_leaves_the_delegation_open()
    {
        var zones = new ZonesInMemory(World).Server("203.0.113.53", "ch-nord.example");
        var facts = await FactsOfZoneAsync(zones, "ch-nord.example");

        Assert.DoesNotContain("name_server_count", facts);
        Assert.DoesNotContain("ds_at_parent", facts);
        Assert.Contains("name_servers", facts);
    }

    [Fact]
    public async Task Delegation_that_differs_from_the_zone_shows_on_both_sides()
    {
        var delegations = """
            $ORIGIN ch-nord.example.
            @ 300 NS ns1
            @ 300 NS ns.vanished.example.
            """;
        var facts = await FactsOfZoneAsync(Sound(delegations: delegations), "ch-nord.example");

        Assert.Equal(["ns2.ch-nord.example"], ListOf(facts, "servers_missing_at_parent"));
        Assert.Equal(["ns.vanished.example"], ListOf(facts, "servers_not_existing"));
    }

    [Theory]
    [InlineData("secure", true, true)]
    [InlineData("bogus", true, true)]
    [InlineData("insecure", false, true)]
    [InlineData(null, false, false)]
    public async Task Dnssec_is_what_a_validating_resolver_says_and_missing_without_one(
        string? expected,
        bool ds,
        bool validating
    )
    {
        var text =
            World
            + (ds ? "\n@ 300 DS 1 13 2 00ff\n@ 300 DNSKEY 257 3 13 AAAA\n@ 300 NSEC3PARAM 1 0 10 -\n@ 300 CDS 1 13 2 00ff" : "");
        var zones = new ZonesInMemory(text) { Validating = validating }
            .Server("198.51.100.1", "example")
            .Secure("");
        _ = expected switch
        {
            "secure" => zones.Secure("ch-nord.example"),
            "bogus" => zones.Bogus("ch-nord.example"),
            _ => zones,
        };
        var facts = await FactsOfZoneAsync(zones, "ch-nord.example");

        Assert.Equal(expected, facts.GetValueOrDefault("dnssec"));
        Assert.Equal(ds, facts["ds_at_parent"]);
        Assert.Equal(ds, facts["cds"]);
        Assert.Equal(ds ? 10d : null, facts["nsec3_iterations"]);
        Assert.Equal(ds ? ["13"] : [], ListOf(facts, "dnskey_algorithms"));
        Assert.Equal(ds ? ["2"] : [], ListOf(facts, "ds_digest_types"));
    }

    [Fact]
    public async Task Domain_that_is_no_zone_of_its_own_has_no_delegation_to_judge()
    {
        var facts = await FactsOfZoneAsync(Sound().Server("203.0.113.53", "ch-nord.example"), "www.ch-nord.example");

        Assert.Null(facts["name_server_count"]);
        Assert.Null(facts["servers_lame"]);
        Assert.Null(facts["ds_at_parent"]);
    }

    [Fact]
    public async Task Domain_that_its_parent_denies_is_gone()
    {
        var finding = await OfZoneAsync(Sound(), "closed.example");

        Assert.Equal(Silence.NameGone, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Fact]
    public async Task Questions_can_be_asked_again_by_hand()
    {
        var finding = await OfZoneAsync(Sound(), "ch-nord.example");

        Assert.Contains("dig @203.0.113.53 ch-nord.example SOA +norecurse", finding.Replay);
        Assert.Contains("dig @198.51.100.1 ch-nord.example NS +norecurse", finding.Replay);
        Assert.Contains("dig @203.0.113.54 ch-nord.example AXFR", finding.Replay);
        Assert.Contains("dig _dmarc.ch-nord.example TXT", finding.Replay);
    }
}
