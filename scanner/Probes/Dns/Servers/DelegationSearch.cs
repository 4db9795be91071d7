using System.Net;
using System.Net.Sockets;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>Finds the servers of a zone as its parent and the zone itself name them, with their addresses, and tells the guard.</summary>
internal sealed class DelegationSearch(ProbeContext context, FactSheet sheet)
{
    private const int MostServers = 13;

    public async Task<Delegation> AskAsync(string zone, CancellationToken cancellationToken)
    {
        sheet.Replay(zone, RecordType.NS);
        var (side, ds) = await new ParentSearch(context, sheet).AskAsync(zone, cancellationToken);
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

    private async Task<ServerName> ServerAsync(string name, ParentSide side, CancellationToken cancellationToken)
    {
        var answer = await NameAnswer.AskAsync(context.Resolver, name, cancellationToken);
        var glue = side is ParentSide.Delegated { Glue: var known } ? known.Where(record => record.Owner == name) : [];
        var addresses = InOrder(answer.Addresses.Concat(glue.Select(record => record.Value)).Distinct());
        var exists =
            addresses.Count > 0 ? Existence.Yes : await NameExistence.AskAsync(context.Resolver, name, cancellationToken);
        return new ServerName(name, addresses, exists);
    }

    /// <summary>v4 first, so that the same few are asked each time.</summary>
    internal static List<IPAddress> InOrder(IEnumerable<IPAddress> addresses) =>
        [
            .. addresses
                .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
                .ThenBy(address => address.ToString(), StringComparer.Ordinal),
        ];

    public static string Said(DnsAnswer answer) =>
        answer switch
        {
            DnsAnswer.Reply reply => Lookup.CodeOf(reply.Code),
            DnsAnswer.Silent silent => $"{silent.Why}, {silent.Detail}",
            _ => "nothing",
        };
}
