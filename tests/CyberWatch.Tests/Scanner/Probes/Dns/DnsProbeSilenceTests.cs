using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Probes.Dns.DnsProbeRun;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

/// <summary>Each way of not answering: what it leaves open is missing, with a reason; it is never clean and never absent.</summary>
public class DnsProbeSilenceTests
{
    private const string Zone = "ch-nord.example";

    private static readonly string[] OfServers =
    [
        "servers_lame",
        "servers_without_tcp",
        "servers_without_edns",
        "open_recursion",
        "recursion_offered",
        "open_transfer",
        "transfer_names",
        "version_disclosed",
    ];

    private static readonly string[] OfParent =
    [
        "parent_name_servers",
        "name_server_count",
        "name_server_prefixes",
        "name_servers_over_v6",
        "servers_missing_at_parent",
        "servers_not_existing",
        "ds_at_parent",
        "ds_digest_types",
    ];

    public static TheoryData<Silence> Silences => [.. Enum.GetValues<Silence>()];

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Silence_of_all_servers_leaves_what_they_would_show_open(Silence why)
    {
        var facts = await FactsOfZoneAsync(Context(Zones(), new SilentServers(why)), Zone);

        Assert.All(OfParent, fact => Open(facts, fact));
        // the one silence that is an answer too: the host itself refused both UDP and TCP
        string[] refused = why == Silence.Refused ? ["servers_lame", "servers_without_tcp"] : [];
        Assert.All(OfServers.Except(refused), fact => Open(facts, fact));
        if (why == Silence.Refused)
            Assert.Single(ListOf(facts, "servers_lame"));
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Silence_over_tcp_alone_is_no_server_without_it(Silence why)
    {
        var zones = Zones().Server("203.0.113.53", Zone);
        var facts = await FactsOfZoneAsync(Context(zones, new SilentServers(why) { OverUdp = zones }), Zone);

        if (why == Silence.Refused)
            Assert.Single(ListOf(facts, "servers_without_tcp"));
        else
            Assert.All((string[])["servers_without_tcp", "open_transfer", "transfer_names"], fact => Open(facts, fact));

        Assert.Empty(ListOf(facts, "servers_lame"));
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Silence_of_our_resolver_is_a_silence_of_the_probe(Silence why)
    {
        var finding = await OfAssetAsync(Context(new SilentResolver(why), Zones()), new Asset.Zone(Zone));

        Assert.Equal(Silence.TimedOut, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Fact]
    public async Task Silence_about_all_but_one_record_leaves_all_else_open()
    {
        var facts = await FactsOfZoneAsync(Context(new OneMailExchanger(new SilentResolver(Silence.TimedOut)), Zones()), Zone);

        Assert.Single(ListOf(facts, "mx"));
        var zoneFacts = FactCatalogue.Of("dns")!.Values.Where(fact => fact.On.HasFlag(AssetKind.Zone)).Select(fact => fact.Name);
        Assert.All(zoneFacts.Where(fact => fact != "undecided" && !facts.ContainsKey(fact)), fact => Open(facts, fact));
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Silence_about_a_name_is_a_silence_of_the_probe_and_never_that_it_is_gone(Silence why)
    {
        var finding = await OfAssetAsync(Context(new SilentResolver(why), Zones()), new Asset.HostName($"www.{Zone}"));

        Assert.NotEqual(Silence.NameGone, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Theory]
    [InlineData(ResponseCode.ServFail)]
    [InlineData(ResponseCode.Refused)]
    [InlineData(ResponseCode.FormErr)]
    [InlineData(ResponseCode.NotImp)]
    public async Task Failure_of_our_resolver_is_no_denial_either(ResponseCode code)
    {
        var finding = await OfAssetAsync(Context(new FailingResolver(code), Zones()), new Asset.Zone(Zone));

        var silence = Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer);
        Assert.Equal(Silence.TimedOut, silence.Why);
        Assert.Contains(code.ToString().ToUpperInvariant(), silence.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transfer_that_broke_off_at_its_first_record_or_failed_is_not_denied(bool failed)
    {
        var zones = Zones().Server("203.0.113.53", Zone);
        var soa = new DnsRecord.Soa(Zone, 300, $"ns1.{Zone}", $"hostmaster.{Zone}", 1, 3600, 900, 604800, 300);
        ZoneTransfer transfer = failed ? new ZoneTransfer.Denied(ResponseCode.ServFail) : new ZoneTransfer.Records([soa], false);
        var facts = await FactsOfZoneAsync(
            Context(zones, new SilentServers(Silence.Reset) { OverUdp = zones, Transfer = transfer }),
            Zone
        );

        Open(facts, "open_transfer");
        Open(facts, "transfer_names");
    }

    private static void Open(IReadOnlyDictionary<string, object?> facts, string fact)
    {
        Assert.DoesNotContain(fact, facts);
        Assert.Contains(ListOf(facts, "undecided"), reason => reason.StartsWith($"{fact}: ", StringComparison.Ordinal));
    }

    private static ProbeContext Context(IResolver resolver, IAuthorities servers) =>
        NameTests.Context(new ZonesInMemory(""), new GuardOfNames([Zone])) with
        {
            Resolver = resolver,
            Authorities = servers,
        };

    private static ZonesInMemory Zones() =>
        new ZonesInMemory(
            $"""
            {Around}
            $ORIGIN ch-nord.example.
            @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
            @ 300 NS ns1
            ns1 300 A 203.0.113.53
            """
        ).Server("198.51.100.1", "example");

    /// <summary>Silent for one reason, at least over TCP.</summary>
    private sealed class SilentServers(Silence why) : IAuthorities
    {
        public IAuthorities? OverUdp { get; init; }
        public ZoneTransfer? Transfer { get; init; }

        public Task<DnsAnswer> AskAsync(
            IPAddress server,
            DnsQuestion question,
            Purpose purpose,
            CancellationToken cancellationToken
        ) =>
            OverUdp is { } speaking && !question.TcpOnly
                ? speaking.AskAsync(server, question, purpose, cancellationToken)
                : Task.FromResult<DnsAnswer>(new DnsAnswer.Silent(why, "as the test says"));

        public Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken) =>
            Task.FromResult(Transfer ?? new ZoneTransfer.Silent(why, "as the test says"));
    }

    private sealed class SilentResolver(Silence why) : IResolver
    {
        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
            AskAsync(new DnsQuestion(name, type), cancellationToken);

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            Task.FromResult<DnsAnswer>(new DnsAnswer.Silent(why, "as the test says"));
    }

    private sealed class FailingResolver(ResponseCode code) : IResolver
    {
        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
            AskAsync(new DnsQuestion(name, type), cancellationToken);

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            Task.FromResult<DnsAnswer>(new DnsAnswer.Reply(code, [], [], []));
    }
}
