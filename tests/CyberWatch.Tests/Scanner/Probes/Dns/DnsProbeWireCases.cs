using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Probes.Dns.DnsProbeRun;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

/// <summary>Inputs on which comparable tools failed, octet for octet: the probe, the resolver and the wire client over loopback.</summary>
public class DnsProbeWireCases
{
    private const string South = "ehpad-sud.example";
    private const string Big = "big.hopital-nord.example";
    private const ushort Denied = 0x8403;
    private const ushort RecursionAvailable = 0x0080;

    private static readonly byte[] SoaOfRoot = DnsWire.Record([0], RecordType.SOA, [0, 0, .. new byte[20]]);

    [Fact]
    public async Task Dns_edns_formerr_server()
    {
        var zones = Zones();
        var facts = await FactsAsync(
            zones,
            South,
            query =>
                query[11] == 1 ? [query[0], query[1], 0x80, 0x01, 0, 0, 0, 0, 0, 0, 0, 0] : ZonesOnWire.OfServer(zones, query)
        );

        Assert.Empty(ListOf(facts, "servers_lame"));
        Assert.Equal(["ns1.ehpad-sud.example (127.0.0.1)"], ListOf(facts, "servers_without_edns"));
        Assert.Empty(ListOf(facts, "servers_without_tcp"));
        Assert.Empty(ListOf(facts, "open_transfer"));
        Assert.Equal(1d, facts["name_server_count"]);
        Assert.Equal("-all", facts["spf_all"]);
    }

    /// <summary>Variant 1: denied by a local root zone. 2: the same with RA. 3: without any authority section, and REFUSED for a bare TLD.</summary>
    [Theory]
    [InlineData(Denied, true, false)]
    [InlineData(Denied | RecursionAvailable, true, true)]
    [InlineData(Denied, false, false)]
    public async Task Dns_open_recursion_nxdomain_for_everything(int flags, bool localRoot, bool offers)
    {
        var zones = Zones();
        var facts = await FactsAsync(
            zones,
            South,
            query => IsForeign(query) ? Denial(query) : ZonesOnWire.OfServer(zones, query)
        );

        Assert.Empty(ListOf(facts, "open_recursion"));
        Assert.Equal(offers, ListOf(facts, "recursion_offered").Count == 1);

        byte[] Denial(byte[] query)
        {
            if (!DnsWire.NameOf(query).Contains('.', StringComparison.Ordinal))
                return DnsWire.Reply(query, 0x8005);

            var denial = DnsWire.Reply(query, (ushort)flags);
            denial[9] = localRoot ? (byte)1 : (byte)0;
            return localRoot ? [.. denial, .. SoaOfRoot] : denial;
        }
    }

    [Fact]
    public async Task Dns_open_recursion_counter_case_is_open()
    {
        var zones = Zones();
        var facts = await FactsAsync(
            zones,
            South,
            query => IsForeign(query) ? ZonesOnWire.OfResolver(zones, query) : ZonesOnWire.OfServer(zones, query)
        );

        Assert.Equal(["ns1.ehpad-sud.example (127.0.0.1)"], ListOf(facts, "open_recursion"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dns_udp_cut_at_512_without_tc(bool tcpOpen)
    {
        var zones = Zones();
        await using var server = Server(query => ZonesOnWire.OfServer(zones, query));
        await using var resolver = new NameServer(
            query => [IsBigText(query) ? Octets(query, "udp_reply_hex") : ZonesOnWire.OfResolver(zones, query)],
            tcpOpen ? ZonesOnWire.OverTcp(query => Octets(query, "tcp_reply_hex")) : null
        );
        var facts = await FactsAsync(server, resolver, Big);

        if (tcpOpen)
        {
            Assert.Equal((1d, "v=spf1 mx -all"), (facts["spf_records"], facts["spf"]));
            return;
        }

        Assert.DoesNotContain("spf_records", facts);
        Assert.DoesNotContain("spf", facts);
        Assert.Contains(
            ListOf(facts, "undecided"),
            reason =>
                reason.StartsWith("spf: ", StringComparison.Ordinal) && reason.Contains($"to {Big} TXT", StringComparison.Ordinal)
        );
    }

    private static bool IsForeign(byte[] query) =>
        !DomainName.IsAtOrBelow(DnsWire.NameOf(query), "example") || DnsWire.NameOf(query) == ForeignName;

    private static bool IsBigText(byte[] query) => DnsWire.NameOf(query) == Big && DnsWire.TypeOf(query) == RecordType.TXT;

    private static byte[] Octets(byte[] query, string key)
    {
        var octets = Convert.FromHexString(Cases.Given("dns-udp-cut-at-512-without-tc", key));
        // the id, the flag that recursion was asked for and is there, and the question as it was written
        query.AsSpan(0, 2).CopyTo(octets);
        octets[2] |= 0x01;
        octets[3] |= 0x80;
        DnsWire.QuestionOf(query).CopyTo(octets, 12);
        return octets;
    }

    private static async Task<IReadOnlyDictionary<string, object?>> FactsAsync(
        ZonesInMemory zones,
        string zone,
        Func<byte[], byte[]> answer
    )
    {
        await using var server = Server(answer);
        await using var resolver = Server(query => ZonesOnWire.OfResolver(zones, query));
        return await FactsAsync(server, resolver, zone);
    }

    private static NameServer Server(Func<byte[], byte[]> answer) => new(query => [answer(query)], ZonesOnWire.OverTcp(answer));

    private static async Task<IReadOnlyDictionary<string, object?>> FactsAsync(NameServer server, NameServer ours, string zone)
    {
        var guard = new OpenGuard();
        var dialer = Dialling.Through(guard);
        using var resolver = new Resolver([ours.EndPoint], new DnsOptions(), TimeProvider.System);
        using var authorities = new Authorities(dialer, new DnsOptions(), TimeProvider.System, server.EndPoint.Port);
        var context = new ProbeContext(guard, dialer, resolver, authorities, Guid.CreateVersion7());
        return await FactsOfZoneAsync(context, zone);
    }

    private static ZonesInMemory Zones() =>
        new ZonesInMemory(
            """
            $ORIGIN example.
            @ 300 SOA ns hostmaster 1 3600 900 604800 300
            @ 300 NS ns
            ns 300 A 127.0.0.1
            $ORIGIN elsewhere.example.
            @ 300 SOA ns hostmaster 1 3600 900 604800 300
            there 300 A 198.51.100.99
            $ORIGIN hopital-nord.example.
            @ 300 SOA ns hostmaster 1 3600 900 604800 300
            big 300 TXT "to be answered by the case"
            $ORIGIN ehpad-sud.example.
            @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
            @ 300 NS ns1
            @ 300 TXT "v=spf1 -all"
            ns1 300 A 127.0.0.1
            """
        ).Server("127.0.0.1", "example", South);
}
