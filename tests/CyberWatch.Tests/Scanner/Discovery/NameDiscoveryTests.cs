using System.Net;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Discovery.NameDiscoveryRun;

namespace CyberWatch.Tests.Scanner.Discovery;

public class NameDiscoveryTests
{
    [Fact]
    public async Task Wide_search_finds_what_records_words_and_their_variants_name()
    {
        var map = await DiscoverAsync(new ZonesInMemory(North), new NameRequest(["ch-nord.example"]) { Wide = true });

        Assert.Equal(
            [
                ("ch-nord.example", NameOrigin.Declared),
                ("mx1.ch-nord.example", NameOrigin.MailExchanger),
                ("ns1.ch-nord.example", NameOrigin.NameServer),
                ("pacs-test.ch-nord.example", NameOrigin.WordList),
                ("pacs.ch-nord.example", NameOrigin.WordList),
                ("portail.ch-nord.example", NameOrigin.WordList),
                ("rdv.ch-nord.example", NameOrigin.WordList),
                ("sip.ch-nord.example", NameOrigin.WordList),
                ("sortie.ch-nord.example", NameOrigin.MailPolicy),
                ("telephonie.ch-nord.example", NameOrigin.Service),
                ("vpn.ch-nord.example", NameOrigin.WordList),
                ("www.ch-nord.example", NameOrigin.WordList),
            ],
            map.Names.Where(name => name.Name != "secret.ch-nord.example").Select(name => (name.Name, name.Origin))
        );
        Assert.Empty(map.Wildcards);
        Assert.Empty(map.Unanswered);
    }

    [Fact]
    public async Task Alias_chain_and_addresses_are_told_and_an_alias_to_nothing_is_found_too()
    {
        var map = await DiscoverAsync(new ZonesInMemory(North), new NameRequest(["ch-nord.example"]) { Wide = true });

        var rdv = map.Names.Single(name => name.Name == "rdv.ch-nord.example");
        Assert.Equal(["portail.ch-nord.example", "tenant.saas.example"], rdv.Aliases);
        Assert.Equal([IPAddress.Parse("198.51.100.80")], rdv.Addresses);
        var vpn = map.Names.Single(name => name.Name == "vpn.ch-nord.example");
        Assert.Equal(["gone.provider.example"], vpn.Aliases);
        Assert.Empty(vpn.Addresses);
    }

    [Fact]
    public async Task Guard_learns_each_lead_once_and_by_its_kind()
    {
        var guard = new GuardOfNames(["ch-nord.example"]);
        await DiscoverAsync(new ZonesInMemory(North), new NameRequest(["ch-nord.example"]), guard);

        var learned = guard.Learned.Select(lead => $"{lead.Kind} {lead.Of} {lead.Address}").ToList();
        Assert.Contains("MailExchanger ch-nord.example 203.0.113.25", learned);
        Assert.Contains("MailExchanger ch-nord.example 198.51.100.25", learned);
        Assert.Contains("NameServer ch-nord.example 203.0.113.53", learned);
        Assert.Contains("NameServer ch-nord.example 198.51.100.53", learned);
        Assert.Contains("Name ch-nord.example 2001:db8::10", learned);
        Assert.Contains("Name mx1.ch-nord.example 203.0.113.25", learned);
        Assert.DoesNotContain(learned, lead => lead.StartsWith("Name mx.provider.example", StringComparison.Ordinal));
        Assert.Equal(learned.Count, learned.Distinct().Count());
    }

    [Fact]
    public async Task Light_search_asks_what_is_known_and_no_word()
    {
        var zones = new ZonesInMemory(North);
        var request = new NameRequest(["ch-nord.example"]) { Known = ["pacs.ch-nord.example", "closed.ch-nord.example"] };
        var map = await DiscoverAsync(zones, request);

        Assert.Contains(map.Names, name => name is { Name: "pacs.ch-nord.example", Origin: NameOrigin.Known });
        Assert.Equal(["closed.ch-nord.example"], map.Gone);
        Assert.DoesNotContain(zones.AskedResolver, question => question.StartsWith("vpn.", StringComparison.Ordinal));
        Assert.Empty(zones.AskedServers);
    }

    [Fact]
    public async Task Names_of_certificates_count_inside_the_perimeter_only()
    {
        var zones = new ZonesInMemory(North);
        var request = new NameRequest(["ch-nord.example"])
        {
            Hints =
            [
                "*.oddly-named-thing.ch-nord.example",
                "oddly-named-thing.ch-nord.example",
                "www.stranger.example",
                "a b",
                "*",
            ],
        };
        var map = await DiscoverAsync(zones, request);

        Assert.Contains(map.Names, name => name is { Name: "oddly-named-thing.ch-nord.example", Origin: NameOrigin.Certificate });
        Assert.DoesNotContain(zones.AskedResolver, question => question.Contains("stranger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Excluded_name_is_never_asked_for()
    {
        var zones = new ZonesInMemory(North).Server("203.0.113.53", new ServerOfZones { Transfers = true }, "ch-nord.example");
        var guard = new GuardOfNames(["ch-nord.example"], "secret.ch-nord.example", "mx1.ch-nord.example");
        var map = await DiscoverAsync(
            zones,
            new NameRequest(["ch-nord.example"]) { Wide = true, Known = ["secret.ch-nord.example"] },
            guard
        );

        Assert.DoesNotContain(map.Names, name => name.Name.StartsWith("secret", StringComparison.Ordinal));
        Assert.DoesNotContain(zones.AskedResolver, asked => asked.StartsWith("secret.", StringComparison.Ordinal));
        Assert.DoesNotContain(zones.AskedResolver, asked => asked.StartsWith("mx1.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_transfer_gives_all_names_that_hosts_could_have()
    {
        var zones = new ZonesInMemory(North).Server("203.0.113.53", new ServerOfZones { Transfers = true }, "ch-nord.example");
        var map = await DiscoverAsync(zones, new NameRequest(["ch-nord.example"]) { Wide = true });

        Assert.Contains(map.Names, name => name is { Name: "oddly-named-thing.ch-nord.example", Origin: NameOrigin.Transfer });
        Assert.DoesNotContain(map.Names, name => name.Name.StartsWith('_'));
    }

    [Fact]
    public async Task Https_record_gives_the_ports_of_a_name_and_its_target()
    {
        var zones = new ZonesInMemory(
            """
            $ORIGIN ch-nord.example.
            @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
            @ 300 A 203.0.113.10
            ; 1 other.ch-nord.example. port=8443
            @ 300 HTTPS 0001056f746865720763682d6e6f7264076578616d706c6500000300021f90fb
            @ 300 HTTPS 0001056f746865720763682d6e6f7264076578616d706c65000003000220fb
            other 300 A 203.0.113.11
            """
        );
        var map = await DiscoverAsync(zones, new NameRequest(["ch-nord.example"]));

        Assert.Equal([8443], map.Names.Single(name => name.Name == "ch-nord.example").HttpsPorts);
        Assert.Contains(map.Names, name => name is { Name: "other.ch-nord.example", Origin: NameOrigin.Https });
        Assert.Contains(map.Leads, lead => lead.Of == "ch-nord.example" && lead.Ports.SequenceEqual([8443]));
    }

    [Fact]
    public async Task Wildcard_of_addresses_hides_no_name_that_has_an_address_of_its_own()
    {
        var zones = new ZonesInMemory(
            """
            $ORIGIN ch-nord.example.
            @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
            * 300 A 203.0.113.10
            www 300 A 203.0.113.10
            pacs 300 A 203.0.113.30
            """
        );
        var map = await DiscoverAsync(zones, new NameRequest(["ch-nord.example"]) { Wide = true });

        Assert.Equal(["pacs.ch-nord.example", "www.ch-nord.example"], map.Names.Select(name => name.Name));
        Assert.Equal(["ch-nord.example"], map.Wildcards);
    }

    [Fact]
    public async Task Progress_ends_with_all_asked()
    {
        var last = new NameProgress(0, 0, 0);
        var progress = new Immediate(step => last = step.Asked > last.Asked ? step : last);
        var map = await DiscoverAsync(
            new ZonesInMemory(North),
            new NameRequest(["ch-nord.example"]) { Wide = true },
            progress: progress
        );

        Assert.Equal(last.Planned, last.Asked);
        Assert.True(last.Asked > WordSearch.Words.Count);
        Assert.InRange(last.Found, 1, map.Names.Count);
    }

    [Fact]
    public void Word_list_holds_distinct_first_labels_and_nothing_else()
    {
        Assert.InRange(WordSearch.Words.Count, 500, 1_500);
        Assert.Equal(WordSearch.Words.Count, WordSearch.Words.Distinct().Count());
        Assert.All(WordSearch.Words, word => Assert.Matches("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", word));
    }

    private sealed class Immediate(Action<NameProgress> report) : IProgress<NameProgress>
    {
        private readonly Lock _one = new();

        public void Report(NameProgress value)
        {
            lock (_one)
                report(value);
        }
    }
}
