using System.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Discovery;

/// <summary>Where a name points: its aliases in order, and the addresses at their end.</summary>
/// <param name="Name">The name asked.</param>
/// <param name="Addresses">Sorted.</param>
/// <param name="Aliases">Empty where there is none.</param>
/// <param name="Denied">The name does not exist, and it is no alias.</param>
/// <param name="Unknown">Why the addresses may not be all; null when they are.</param>
internal sealed record NameAnswer(
    string Name,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyList<string> Aliases,
    bool Denied,
    Lookup.Unknown? Unknown
)
{
    /// <summary>There is something: an address, or an alias even to nothing.</summary>
    public bool IsPositive => Addresses.Count > 0 || Aliases.Count > 0;

    /// <summary>Asks A and AAAA; a denial of the first one answers for both (RFC 8020).</summary>
    public static async Task<NameAnswer> AskAsync(IResolver resolver, string name, CancellationToken cancellationToken)
    {
        var four = await resolver.LookUpAsync(name, RecordType.A, cancellationToken);
        if (four is Lookup.Absent { Denied: true })
            return new NameAnswer(name, [], four.Aliases, four.Aliases.Count == 0, null);

        var six = await resolver.LookUpAsync(name, RecordType.AAAA, cancellationToken);
        return new NameAnswer(
            name,
            [.. AddressesOf(four), .. AddressesOf(six)],
            four.Aliases.Count > 0 ? four.Aliases : six.Aliases,
            six is Lookup.Absent { Denied: true } && six.Aliases.Count == 0 && four is not Lookup.Found,
            four as Lookup.Unknown ?? six as Lookup.Unknown
        );
    }

    // sorted, since servers turn their sets round and a fact must not change with them
    private static IEnumerable<IPAddress> AddressesOf(Lookup lookup) =>
        lookup.Records<DnsRecord.Address>().Select(record => record.Value).Distinct().OrderBy(value => value.ToString());
}
