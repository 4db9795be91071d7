using System.Net;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>One name server and where it stands.</summary>
internal sealed record ServerName(string Name, IReadOnlyList<IPAddress> Addresses, Existence Exists);

/// <summary>What the parent's own servers say of a zone (RFC 1034 section 4.2.2).</summary>
internal abstract record ParentSide
{
    private ParentSide() { }

    /// <param name="Servers">Names of the delegation.</param>
    /// <param name="Glue">Addresses that came with it.</param>
    public sealed record Delegated(IReadOnlyList<string> Servers, IReadOnlyList<DnsRecord.Address> Glue) : ParentSide;

    /// <summary>The name is there, but it is no zone of its own.</summary>
    public sealed record NoZone : ParentSide;

    /// <summary>Denied with authority: there is no such name.</summary>
    public sealed record Gone : ParentSide;

    public sealed record Unknown(string Reason) : ParentSide;
}

/// <summary>A zone between its parent and its own servers. Null stands for what nobody could say.</summary>
/// <param name="Parent">What the parent's servers say.</param>
/// <param name="DsRecords">The DS set at the parent; empty when it has none.</param>
/// <param name="Child">The NS set that our resolver got from the zone itself.</param>
/// <param name="Servers">All name servers of both sets, the parent's first.</param>
internal sealed record Delegation(
    ParentSide Parent,
    IReadOnlyList<DnsRecord.Ds>? DsRecords,
    Lookup Child,
    IReadOnlyList<ServerName> Servers
)
{
    public IReadOnlyList<string> ParentNames => Parent is ParentSide.Delegated { Servers: var names } ? names : [];

    public IReadOnlyList<string> ChildNames =>
        [.. Child.Records<DnsRecord.Reference>().Select(record => record.Target).Distinct().Order(StringComparer.Ordinal)];

    public IEnumerable<ServerName> OfTheDelegation => Servers.Where(server => ParentNames.Contains(server.Name));
}
