using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>Finds the servers of a zone and of its parent, tells the guard, and asks the parent. At the parent it asks NS and DS of that name only.</summary>
internal sealed class DelegationSearch(ProbeContext context, FactSheet sheet)
{
    private const int MostServers = 13;
    private const int MostParentServers = 4;

    public async Task<Delegation> AskAsync(string zone, CancellationToken cancellationToken)
    {
        sheet.Replay(zone, RecordType.NS);
        var parents = await ParentAddressesAsync(zone, cancellationToken);
        var side = await ParentSideAsync(zone, parents, cancellationToken);
        var ds = side is ParentSide.Delegated ? await DsAsync(zone, parents.Addresses, cancellationToken) : null;
        var child = await context.Resolver.LookUpAsync(zone, RecordType.NS, cancellationToken);
        var delegation = new Delegation(side, ds, child, []);
        var names = delegation.ParentNames.Concat(delegation.ChildNames).Distinct().Take(MostServers);
        var servers = await Task.WhenAll(names.Select(name => ServerAsync(name, side, cancellationToken)));
        foreach (var (address, _) in servers.SelectMany(server => server.Addresses.Select(address => (address, server.Name))))
            context.Guard.Learn(new Lead(LeadKind.NameServer, zone, address, []));

        return delegation with
        {
            Servers = servers,
        };
    }

    private async Task<(IReadOnlyList<IPAddress> Addresses, string? Unknown)> ParentAddressesAsync(
        string zone,
        CancellationToken cancellationToken
    )
    {
        for (var name = DomainName.Parent(zone); name is not null; name = DomainName.Parent(name))
        {
            var servers = await context.Resolver.LookUpAsync(name, RecordType.NS, cancellationToken);
            if (servers is Lookup.Unknown { Reason: var reason })
                return ([], reason);

            if (servers is not Lookup.Found { Aliases.Count: 0 })
                continue;

            var names = servers.Records<DnsRecord.Reference>().Select(record => record.Target).Take(MostParentServers);
            var answers = await Task.WhenAll(
                names.Select(host => NameAnswer.AskAsync(context.Resolver, host, cancellationToken))
            );
            var addresses = InOrder(answers.SelectMany(answer => answer.Addresses)).Take(MostParentServers).ToList();
            foreach (var address in addresses)
                context.Guard.Learn(new Lead(LeadKind.ParentServer, zone, address, []));

            return (addresses, addresses.Count > 0 ? null : $"the servers of '{name}' have no address");
        }

        return ([], $"{zone} has no parent");
    }

    private async Task<ParentSide> ParentSideAsync(
        string zone,
        (IReadOnlyList<IPAddress> Addresses, string? Unknown) parents,
        CancellationToken cancellationToken
    )
    {
        var reason = parents.Unknown;
        foreach (var server in parents.Addresses)
        {
            sheet.Replay($"dig @{server} {zone} NS +norecurse");
            var answer = await AskParentAsync(server, zone, RecordType.NS, cancellationToken);
            if (SideOf(answer, zone) is { } side)
                return side;

            reason = $"the parent's server {server} gave no delegation: {Said(answer)}";
        }

        return new ParentSide.Unknown(reason!);
    }

    private static ParentSide? SideOf(DnsAnswer answer, string zone)
    {
        if (answer is not DnsAnswer.Reply reply)
            return null;

        // a server of both zones answers from the child, any other one refers to it
        var names = reply
            .Answers.Concat(reply.Authority)
            .OfType<DnsRecord.Reference>()
            .Where(record => record.Type == RecordType.NS && record.Owner == zone)
            .Select(record => record.Target)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (reply.Code == ResponseCode.NoError && names.Count > 0)
            return new ParentSide.Delegated(names, [.. reply.Additional.OfType<DnsRecord.Address>()]);

        return reply switch
        {
            { Authoritative: true, Code: ResponseCode.NoError } => new ParentSide.NoZone(),
            { Authoritative: true, Code: ResponseCode.NXDomain, Answers.Count: 0 } => new ParentSide.Gone(),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<DnsRecord.Ds>?> DsAsync(
        string zone,
        IReadOnlyList<IPAddress> parents,
        CancellationToken cancellationToken
    )
    {
        foreach (var server in parents)
        {
            sheet.Replay($"dig @{server} {zone} DS +norecurse");
            var answer = await AskParentAsync(server, zone, RecordType.DS, cancellationToken);
            if (answer is not DnsAnswer.Reply { Code: ResponseCode.NoError, Authoritative: true } reply)
                continue;

            return
            [
                .. reply.Answers.OfType<DnsRecord.Ds>().Where(record => record.Type == RecordType.DS && record.Owner == zone),
            ];
        }

        return null;
    }

    private Task<DnsAnswer> AskParentAsync(IPAddress server, string zone, RecordType type, CancellationToken cancellationToken) =>
        context.Authorities.AskAsync(server, new DnsQuestion(zone, type), Purpose.ParentServer, cancellationToken);

    private async Task<ServerName> ServerAsync(string name, ParentSide side, CancellationToken cancellationToken)
    {
        var answer = await NameAnswer.AskAsync(context.Resolver, name, cancellationToken);
        var glue = side is ParentSide.Delegated { Glue: var known } ? known.Where(record => record.Owner == name) : [];
        var addresses = InOrder(answer.Addresses.Concat(glue.Select(record => record.Value)).Distinct());
        var exists =
            addresses.Count > 0 ? Existence.Yes : await NameExistence.AskAsync(context.Resolver, name, cancellationToken);
        return new ServerName(name, addresses, exists);
    }

    private static List<IPAddress> InOrder(IEnumerable<IPAddress> addresses) =>
        [
            .. addresses
                .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
                .ThenBy(address => address.ToString(), StringComparer.Ordinal),
        ];

    public static string Said(DnsAnswer answer) =>
        answer switch
        {
            DnsAnswer.Reply reply => Lookup.Word(reply.Code),
            DnsAnswer.Silent silent => $"{silent.Why}, {silent.Detail}",
            _ => "nothing",
        };
}
