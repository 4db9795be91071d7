using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>Asks the servers of the parent of a zone for NS and DS of that name, and for nothing else.</summary>
internal sealed class ParentSearch(ProbeContext context, FactSheet sheet)
{
    private const int MostServers = 4;

    /// <summary>What the parent says, and the DS set that it holds: null where there is no delegation, or nobody could say.</summary>
    public async Task<(ParentSide Side, IReadOnlyList<DnsRecord.Ds>? Ds)> AskAsync(
        string zone,
        CancellationToken cancellationToken
    )
    {
        var parents = await AddressesAsync(zone, cancellationToken);
        var side = await SideAsync(zone, parents, cancellationToken);
        return (side, side is ParentSide.Delegated ? await DsAsync(zone, parents.Addresses, cancellationToken) : null);
    }

    private async Task<(IReadOnlyList<IPAddress> Addresses, string? Unknown)> AddressesAsync(
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

            var names = servers.Records<DnsRecord.Reference>().Select(record => record.Target).Take(MostServers);
            var addresses = await AddressesOfAsync(names, cancellationToken);
            foreach (var address in addresses)
                context.Guard.Learn(new Lead(LeadKind.ParentServer, zone, address, []));

            return (addresses, addresses.Count > 0 ? null : $"the servers of '{name}' have no address");
        }

        return ([], $"{zone} has no parent");
    }

    private async Task<List<IPAddress>> AddressesOfAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(names.Select(name => NameAnswer.AskAsync(context.Resolver, name, cancellationToken)));
        return [.. DelegationSearch.InOrder(answers.SelectMany(answer => answer.Addresses)).Take(MostServers)];
    }

    private async Task<ParentSide> SideAsync(
        string zone,
        (IReadOnlyList<IPAddress> Addresses, string? Unknown) parents,
        CancellationToken cancellationToken
    )
    {
        var reason = parents.Unknown;
        foreach (var server in parents.Addresses)
        {
            sheet.Replay($"dig @{server} {zone} NS +norecurse");
            var answer = await AskAsync(server, zone, RecordType.NS, cancellationToken);
            if (SideOf(answer, zone) is { } side)
                return side;

            reason = $"the parent's server {server} gave no delegation: {DelegationSearch.Said(answer)}";
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
            var answer = await AskAsync(server, zone, RecordType.DS, cancellationToken);
            if (answer is not DnsAnswer.Reply { Code: ResponseCode.NoError, Authoritative: true } reply)
                continue;

            return
            [
                .. reply.Answers.OfType<DnsRecord.Ds>().Where(record => record.Type == RecordType.DS && record.Owner == zone),
            ];
        }

        return null;
    }

    private Task<DnsAnswer> AskAsync(IPAddress server, string zone, RecordType type, CancellationToken cancellationToken) =>
        context.Authorities.AskAsync(server, new DnsQuestion(zone, type), Purpose.ParentServer, cancellationToken);
}
