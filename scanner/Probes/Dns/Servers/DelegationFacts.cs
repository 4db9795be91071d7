using System.Net;
using System.Net.Sockets;
using CyberWatch.Scanner.Discovery;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>States what parent and child say of the name servers, and where those stand. Asks nothing.</summary>
internal static class DelegationFacts
{
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

    public static void State(Delegation delegation, FactSheet sheet)
    {
        if (delegation.Child is Lookup.Unknown { Reason: var reason })
            sheet.Leave(reason, "name_servers");
        else
            sheet.List("name_servers", delegation.Child is Lookup.Found ? delegation.ChildNames : null);

        switch (delegation.Parent)
        {
            case ParentSide.Unknown unknown:
                sheet.Leave(unknown.Reason, OfParent);
                break;
            case ParentSide.Delegated:
                StateDelegated(delegation, sheet);
                StateDs(delegation, sheet);
                break;
            default:
                // looked for and not there: no zone of its own, so nothing of a delegation can be wrong with it
                foreach (var fact in OfParent)
                    sheet.List(fact, null);
                break;
        }
    }

    private static void StateDelegated(Delegation delegation, FactSheet sheet)
    {
        var servers = delegation.OfTheDelegation.ToList();
        var lost = WithoutAddress(servers);
        sheet.List("parent_name_servers", delegation.ParentNames);
        sheet.Number("name_server_count", delegation.ParentNames.Count);
        sheet.Seen(
            "servers_not_existing",
            [.. servers.Where(server => server.Exists == Existence.No).Select(server => server.Name)],
            lost
        );
        Count("name_server_prefixes", Prefixes(servers), enough: 2);
        Count("name_servers_over_v6", servers.Count(server => server.Addresses.Any(IsV6)), enough: 1);
        if (delegation.Child is Lookup.Unknown { Reason: var reason })
            sheet.Leave(reason, "servers_missing_at_parent");
        else
            sheet.List("servers_missing_at_parent", delegation.ChildNames.Except(delegation.ParentNames));

        void Count(string fact, int count, int enough)
        {
            if (lost.Count == 0 || count >= enough)
                sheet.Number(fact, count);
            else
                sheet.Leave(lost[0], fact);
        }
    }

    private static List<string> WithoutAddress(List<ServerName> servers) =>
        [
            .. servers
                .Where(server => server.Exists == Existence.Unknown)
                .Select(server => $"no address of {server.Name} could be had"),
        ];

    private static void StateDs(Delegation delegation, FactSheet sheet)
    {
        if (delegation.DsRecords is { } records)
        {
            sheet.Flag("ds_at_parent", records.Count > 0);
            sheet.List(
                "ds_digest_types",
                records.Select(record => $"{record.DigestType}").Distinct().Order(StringComparer.Ordinal)
            );
        }
        else
        {
            sheet.Leave("no server of the parent answered DS with authority", "ds_at_parent", "ds_digest_types");
        }
    }

    // by family: one server with an address of each stands in one network, not in two
    private static int Prefixes(List<ServerName> servers)
    {
        var addresses = servers.SelectMany(server => server.Addresses).ToList();
        return Math.Max(Distinct(addresses.Where(address => !IsV6(address)), 24), Distinct(addresses.Where(IsV6), 48));
    }

    private static int Distinct(IEnumerable<IPAddress> addresses, int bits) =>
        addresses.Select(address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, bits / 8))).Distinct().Count();

    private static bool IsV6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;
}
