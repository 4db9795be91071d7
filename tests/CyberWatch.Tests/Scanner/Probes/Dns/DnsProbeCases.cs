using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Probes.Dns.DnsProbeRun;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

/// <summary>Inputs on which comparable tools failed; the names are those of the cases.</summary>
public class DnsProbeCases
{
    private const string Soa = "@ 300 SOA ns1 hostmaster 1 3600 900 604800 300";

    [Theory]
    [InlineData("rdv.hopital-nord.example", "web1.hebergeur.example")]
    [InlineData("prise.hopital-nord.example", null)]
    public async Task Dns_caa_behind_an_alias(string name, string? foundAt)
    {
        var zones = new ZonesInMemory(
            $"""
            $ORIGIN hopital-nord.example.
            {Soa}
            rdv 300 CNAME web1.hebergeur.example.
            prise 300 CNAME web2.autre.example.
            $ORIGIN hebergeur.example.
            {Soa}
            web1 300 A 203.0.113.90
            web1 300 CAA 0 issue "ca.example"
            $ORIGIN autre.example.
            {Soa}
            web2 300 A 203.0.113.91
            @ 300 CAA 0 issue "ca.example"
            """
        );
        var facts = await FactsOfNameAsync(zones, name, "hopital-nord.example");

        Assert.Equal(foundAt, facts["caa_found_at"]);
        Assert.Equal(foundAt is null, facts["caa"] is null);
    }

    [Fact]
    public async Task Dns_caa_undecided_when_one_step_fails()
    {
        var zones = new ZonesInMemory($"$ORIGIN hopital-nord.example.\n{Soa}\nwww 300 A 203.0.113.80").Failing("example");
        var nothing = await OfZoneAsync(zones, "hopital-nord.example");
        // a record that is there makes facts of it, and the failing step leaves CAA open all the same
        var some = await FactsOfZoneAsync(new OneMailExchanger(zones), "hopital-nord.example");

        Assert.Equal(Silence.TimedOut, Assert.IsType<ProbeAnswer.NoAnswer>(nothing.Answer).Why);
        Assert.Contains("mx", some);
        Assert.DoesNotContain("caa", some);
    }

    [Fact]
    public async Task Dns_edns_formerr_server()
    {
        var zones = South().Server("203.0.113.54", new ServerOfZones { WithoutEdns = true }, "ehpad-sud.example");
        var facts = await FactsOfZoneAsync(zones, "ehpad-sud.example");

        Assert.Empty(ListOf(facts, "servers_lame"));
        Assert.Equal(["ns1.ehpad-sud.example (203.0.113.54)"], ListOf(facts, "servers_without_edns"));
        Assert.Equal(0d, facts["spf_records"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dns_open_recursion_nxdomain_for_everything(bool offersRecursion)
    {
        var server = new ServerOfZones { DeniesEverythingElse = true, OffersRecursion = offersRecursion };
        var facts = await FactsOfZoneAsync(South().Server("203.0.113.54", server, "ehpad-sud.example"), "ehpad-sud.example");

        Assert.Empty(ListOf(facts, "open_recursion"));
        Assert.Equal(offersRecursion, ListOf(facts, "recursion_offered").Count == 1);
    }

    [Fact]
    public async Task Dns_open_recursion_counter_case_is_open()
    {
        var zones = South().Server("203.0.113.54", new ServerOfZones { Recurses = true }, "ehpad-sud.example");
        var facts = await FactsOfZoneAsync(zones, "ehpad-sud.example");

        Assert.Single(ListOf(facts, "open_recursion"));
    }

    [Fact]
    public async Task Dns_wildcard_alias_to_nothing()
    {
        var zones = new ZonesInMemory(
            $"""
            $ORIGIN hopital-nord.example.
            {Soa}
            * 300 CNAME retire.hebergeur.example.
            www 300 A 203.0.113.80
            $ORIGIN hebergeur.example.
            {Soa}
            """
        );
        var zone = await FactsOfZoneAsync(zones, "hopital-nord.example");
        var guessed = await FactsOfNameAsync(
            zones,
            $"{WildcardAnswer.RandomLabel()}.hopital-nord.example",
            "hopital-nord.example"
        );
        var www = await FactsOfNameAsync(zones, "www.hopital-nord.example", "hopital-nord.example");

        Assert.Equal(
            (true, "retire.hebergeur.example", "no"),
            (zone["wildcard"], zone["wildcard_alias"], zone["wildcard_alias_exists"])
        );
        Assert.Equal((true, "no"), (guessed["from_wildcard"], guessed["alias_target_exists"]));
        Assert.Equal(false, www["from_wildcard"]);
    }

    [Theory]
    [InlineData("s2026._domainkey 300 TXT \"v=DKIM1; k=ed25519; p=AAAA\"", "exists")]
    [InlineData("* 300 CNAME www\nwww 300 A 203.0.113.81", null)]
    [InlineData("www 300 A 203.0.113.81", "absent")]
    public async Task Mail_dkim_empty_name(string records, string? expected)
    {
        var zones = new ZonesInMemory($"$ORIGIN hopital-nord.example.\n{Soa}\n{records}");
        var facts = await FactsOfZoneAsync(zones, "hopital-nord.example");

        Assert.Equal(expected, facts.GetValueOrDefault("dkim_below"));
        Assert.Equal(
            expected is null,
            ListOf(facts, "undecided")
                .Any(reason =>
                    reason.Contains("wildcard", StringComparison.Ordinal)
                    && reason.StartsWith("dkim_below", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task Mail_dmarc_servfail_is_not_absent()
    {
        var zones = new ZonesInMemory($"$ORIGIN region.example.\n{Soa}\n_dmarc 300 TXT \"v=DMARC1; p=reject\"").Failing(
            "subventions.region.example"
        );
        var nothing = await OfZoneAsync(zones, "subventions.region.example");
        var facts = await FactsOfZoneAsync(new OneMailExchanger(zones), "subventions.region.example");

        Assert.Equal(Silence.TimedOut, Assert.IsType<ProbeAnswer.NoAnswer>(nothing.Answer).Why);
        Assert.All(
            (string[])["dmarc", "dmarc_policy", "dmarc_records", "spf_records", "mta_sts_records", "dkim_below"],
            fact => Assert.DoesNotContain(fact, facts)
        );

        Assert.Contains("dmarc: SERVFAIL to _dmarc.subventions.region.example TXT", ListOf(facts, "undecided"));
    }

    [Fact]
    public async Task Mail_dmarc_several_strings()
    {
        var zones = new ZonesInMemory(
            $"""
            $ORIGIN hopital-nord.example.
            {Soa}
            @ 300 MX 10 mx
            mx 300 A 203.0.113.9
            @ 300 TXT "v=spf1 ip4:203.0.113.7 ip4:203.0.113" ".8 mx -all"
            _dmarc 300 TXT "v=DMARC1;" "p=reject;" "sp=reject;" "fo=1;" "rua=mailto:dmarc@hopital-nord.example"
            """
        );
        var facts = await FactsOfZoneAsync(zones, "hopital-nord.example");

        Assert.Equal("v=spf1 ip4:203.0.113.7 ip4:203.0.113.8 mx -all", facts["spf"]);
        Assert.Equal((1d, "reject"), (facts["dmarc_records"], facts["dmarc_policy"]));
        Assert.Empty(ListOf(facts, "dmarc_errors"));
        Assert.Empty(ListOf(facts, "spf_errors"));
    }

    [Fact]
    public async Task Mail_null_mx()
    {
        var zones = new ZonesInMemory(
            $"""
            $ORIGIN hopital-nord.example.
            {Soa}
            parking 300 MX 0 .
            parking 300 A 203.0.113.80
            parking 300 TXT "v=spf1 -all"
            _dmarc.parking 300 TXT "v=DMARC1; p=reject"
            """
        );
        var facts = await FactsOfZoneAsync(zones, "parking.hopital-nord.example");
        await Discovery.NameDiscoveryRun.DiscoverAsync(zones, new NameRequest(["parking.hopital-nord.example"]));

        Assert.Equal(
            (true, false, "-all", "reject"),
            (facts["null_mx"], facts["accepts_mail"], facts["spf_all"], facts["dmarc_policy"])
        );
        Assert.Empty(ListOf(facts, "mx"));
        Assert.DoesNotContain(" A", zones.AskedResolver);
        Assert.DoesNotContain(" AAAA", zones.AskedResolver);
    }

    [Theory]
    [InlineData("v=spf1 a mx -all", 2, 2)]
    [InlineData("v=spf1 a mx exists:nulle.hopital-nord.example -all", 3, 3)]
    public async Task Mail_spf_void_counted_twice(string record, double lookups, double voids)
    {
        var zones = new ZonesInMemory($"$ORIGIN hopital-nord.example.\n{Soa}\nvide 300 TXT \"{record}\"");
        var facts = await FactsOfZoneAsync(zones, "vide.hopital-nord.example");

        Assert.Equal((lookups, voids), (facts["spf_lookups"], facts["spf_void_lookups"]));
        Assert.Empty(ListOf(facts, "spf_errors"));
    }

    private static ZonesInMemory South() =>
        new ZonesInMemory(
            $"""
            {Around}
            $ORIGIN ehpad-sud.example.
            @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
            @ 300 NS ns1
            ns1 300 A 203.0.113.54
            www 300 A 203.0.113.80
            """
        ).Server("198.51.100.1", "example");
}
