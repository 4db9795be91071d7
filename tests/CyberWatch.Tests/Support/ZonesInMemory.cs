using System.Collections.Concurrent;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Support;

/// <summary>
/// Both ports of the name system over zones written as text: a resolver that knows all of them, and servers by address. A zone begins wherever
/// an SOA stands. Nothing here knows the probe; it answers as RFC 1034 says, or as badly as a test tells it to.
/// </summary>
internal sealed class ZonesInMemory : IResolver, IAuthorities
{
    private readonly List<Zone> _zones;
    private readonly Dictionary<IPAddress, ServerOfZones> _servers = [];
    private readonly HashSet<string> _failing = [];
    private readonly HashSet<string> _secure = [];
    private readonly HashSet<string> _bogus = [];

    /// <param name="text">All zones.</param>
    /// <param name="delegations">NS records as the parents have them, where they differ from those of the zones themselves.</param>
    public ZonesInMemory(string text, string delegations = "")
    {
        var records = ZoneText.Read(text);
        var parentSide = ZoneText.Read(delegations);
        var apexes = records
            .Where(record => record.Type == RecordType.SOA)
            .Select(record => record.Owner)
            .Append("")
            .Distinct()
            .ToList();
        var home = records.ToLookup(record => apexes.Where(apex => Holds(apex, record)).MaxBy(DomainName.Labels)!);
        _zones = [.. apexes.Select(apex => new Zone(apex, [.. home[apex], .. Delegations(records, parentSide, apex, apexes)]))];
    }

    /// <summary>Every question that was asked of the resolver, as <c>name TYPE</c>.</summary>
    public ConcurrentQueue<string> AskedResolver { get; } = new();

    /// <summary>Every question that left for a server, as <c>address name TYPE</c>.</summary>
    public ConcurrentQueue<string> AskedServers { get; } = new();

    public bool Validating { get; init; } = true;

    /// <summary>The resolver gets SERVFAIL for all names at or below this one.</summary>
    public ZonesInMemory Failing(string name)
    {
        _failing.Add(name);
        return this;
    }

    public ZonesInMemory Secure(params string[] zones)
    {
        _secure.UnionWith(zones);
        return this;
    }

    public ZonesInMemory Bogus(string zone)
    {
        _bogus.Add(zone);
        return this;
    }

    /// <summary>A server that has these zones, by default none.</summary>
    public ZonesInMemory Server(string address, params string[] zones) => Server(address, new ServerOfZones(), zones);

    public ZonesInMemory Server(string address, ServerOfZones behaviour, params string[] zones)
    {
        _servers[IPAddress.Parse(address)] = behaviour with
        {
            Zones = [.. zones.Select(apex => _zones.Single(zone => zone.Apex == apex))],
        };
        return this;
    }

    public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
        AskAsync(new DnsQuestion(name, type) { RecursionDesired = true }, cancellationToken);

    public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AskedResolver.Enqueue($"{question.Name} {question.Type}");
        if (_failing.Any(above => DomainName.IsAtOrBelow(question.Name, above)))
            return Task.FromResult<DnsAnswer>(Failure(ResponseCode.ServFail));

        if (Validating && !question.CheckingDisabled && _bogus.Any(zone => DomainName.IsAtOrBelow(question.Name, zone)))
            return Task.FromResult<DnsAnswer>(Failure(ResponseCode.ServFail));

        var reply = Recurse(question.Name, question.Type);
        var secure = Validating && !question.CheckingDisabled && _secure.Contains(ZoneOf(question.Name, question.Type).Apex);
        return Task.FromResult<DnsAnswer>(
            reply with
            {
                Authoritative = false,
                RecursionAvailable = true,
                AuthenticData = secure,
            }
        );
    }

    public Task<DnsAnswer> AskAsync(IPAddress server, DnsQuestion question, Purpose purpose, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AskedServers.Enqueue($"{server} {question.Name} {question.Type}{(question.TcpOnly ? " tcp" : "")}");
        return Task.FromResult(
            _servers.TryGetValue(server, out var known)
                ? known.Answer(question, Recurse)
                : new DnsAnswer.Silent(Silence.TimedOut, "no answer in 3 tries")
        );
    }

    public Task<ZoneTransfer> TransferAsync(IPAddress server, string zone, int most, CancellationToken cancellationToken)
    {
        AskedServers.Enqueue($"{server} {zone} AXFR");
        return Task.FromResult(
            _servers.TryGetValue(server, out var known)
                ? known.Transfer(zone, most)
                : new ZoneTransfer.Silent(Silence.TimedOut, "no connection in 5 s")
        );
    }

    private DnsAnswer.Reply Recurse(string name, RecordType type)
    {
        List<DnsRecord> chain = [];
        var at = name;
        while (true)
        {
            var reply = ZoneOf(at, type).Answer(at, type);
            if (!reply.Authoritative)
                return Failure(ResponseCode.ServFail);

            chain.AddRange(reply.Answers);
            var end = reply.Answers.Count > 0 ? reply.Answers[^1] : null;
            var target = type == RecordType.CNAME ? null : (end as DnsRecord.Reference)?.Target;
            var ended = end?.Type != RecordType.CNAME || reply.Code == ResponseCode.NXDomain || reply.Authority.Count > 0;
            if (ended || target is null || chain.Count > 30)
                return reply with { Answers = chain };

            at = target;
        }
    }

    private Zone ZoneOf(string name, RecordType type) =>
        _zones
            .Where(zone =>
                DomainName.IsAtOrBelow(name, zone.Apex) && (type != RecordType.DS || zone.Apex != name || name.Length == 0)
            )
            .MaxBy(zone => DomainName.Labels(zone.Apex))!;

    private static DnsAnswer.Reply Failure(ResponseCode code) => new(code, [], [], []) { RecursionAvailable = true };

    private static bool Holds(string apex, DnsRecord record) =>
        DomainName.IsAtOrBelow(record.Owner, apex) && (record.Type != RecordType.DS || record.Owner != apex);

    /// <summary>The NS set and the glue of each child stand in the parent too.</summary>
    private static IEnumerable<DnsRecord> Delegations(
        List<DnsRecord> records,
        List<DnsRecord> parentSide,
        string parent,
        List<string> apexes
    )
    {
        var children = apexes.Where(apex => apex != parent && ParentOf(apex, apexes) == parent);
        foreach (var child in children)
        {
            var from = parentSide.Any(record => record.Owner == child) ? parentSide : records;
            var servers = from.OfType<DnsRecord.Reference>()
                .Where(record => record.Owner == child && record.Type == RecordType.NS)
                .ToList();
            foreach (var server in servers)
                yield return server;

            var names = servers.Select(server => server.Target).Where(name => DomainName.IsAtOrBelow(name, child)).ToHashSet();
            foreach (var glue in records.OfType<DnsRecord.Address>().Where(record => names.Contains(record.Owner)))
                yield return glue;
        }
    }

    private static string ParentOf(string apex, List<string> apexes) =>
        apexes.Where(other => other != apex && DomainName.IsAtOrBelow(apex, other)).MaxBy(DomainName.Labels) ?? "";
}
