using System.Net;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>A name that exists elsewhere, by which open recursion shows: only who really asked for us can know its addresses.</summary>
/// <param name="Name">The name.</param>
/// <param name="Addresses">What our own resolver says; empty when it is no use.</param>
internal sealed record ForeignName(string Name, IReadOnlyList<IPAddress> Addresses)
{
    public static async Task<ForeignName> AskAsync(IResolver resolver, string name, CancellationToken cancellationToken)
    {
        var lookup = await resolver.LookUpAsync(name, RecordType.A, cancellationToken);
        return new ForeignName(name, [.. lookup.Records<DnsRecord.Address>().Select(record => record.Value)]);
    }

    /// <summary>
    /// RA, no authority and the true address: yes. A denial, a refusal, a referral, an address with authority (a local zone): no. RA alone is a hint
    /// and nothing more (RFC 1035 section 4.1.1). Null when the other side was silent, failed, or gave another address without authority.
    /// </summary>
    public bool? RecursedBy(DnsAnswer answer)
    {
        if (Addresses.Count == 0 || answer is not DnsAnswer.Reply reply || reply.Code == ResponseCode.ServFail)
            return null;

        var given = Lookup.Of(reply, Name, RecordType.A).Records<DnsRecord.Address>().Select(record => record.Value).ToList();
        if (given.Count == 0 || reply.Authoritative || !reply.RecursionAvailable)
            return false;

        return given.Any(Addresses.Contains) ? true : null;
    }
}
