using System.Net;
using System.Text;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>One resource record. Names are lower case, in A-labels and without the final dot; the root is the empty string; odd octets stand as \DDD.</summary>
public abstract record DnsRecord(string Owner, RecordType Type, uint Ttl)
{
    /// <summary>A, AAAA.</summary>
    public sealed record Address(string Owner, RecordType Type, uint Ttl, IPAddress Value) : DnsRecord(Owner, Type, Ttl);

    /// <summary>NS, CNAME, PTR, DNAME.</summary>
    public sealed record Reference(string Owner, RecordType Type, uint Ttl, string Target) : DnsRecord(Owner, Type, Ttl);

    public sealed record Mx(string Owner, uint Ttl, ushort Preference, string Exchange) : DnsRecord(Owner, RecordType.MX, Ttl);

    /// <summary>The strings as octets: no charset is promised.</summary>
    public sealed record Txt(string Owner, uint Ttl, IReadOnlyList<ReadOnlyMemory<byte>> Strings)
        : DnsRecord(Owner, RecordType.TXT, Ttl)
    {
        /// <summary>The strings of one record joined with nothing between them (RFC 7208 section 3.3), octets as Latin-1.</summary>
        public string Joined => string.Concat(Strings.Select(part => Encoding.Latin1.GetString(part.Span)));
    }

    public sealed record Soa(
        string Owner,
        uint Ttl,
        string PrimaryServer,
        string Mailbox,
        uint Serial,
        uint Refresh,
        uint Retry,
        uint Expire,
        uint Minimum
    ) : DnsRecord(Owner, RecordType.SOA, Ttl);

    public sealed record Srv(string Owner, uint Ttl, ushort Priority, ushort Weight, ushort Port, string Target)
        : DnsRecord(Owner, RecordType.SRV, Ttl);

    public sealed record Caa(string Owner, uint Ttl, byte Flags, string Tag, string Value)
        : DnsRecord(Owner, RecordType.CAA, Ttl);

    /// <summary>DS, CDS.</summary>
    public sealed record Ds(
        string Owner,
        RecordType Type,
        uint Ttl,
        ushort KeyTag,
        byte Algorithm,
        byte DigestType,
        ReadOnlyMemory<byte> Digest
    ) : DnsRecord(Owner, Type, Ttl);

    public sealed record DnsKey(string Owner, uint Ttl, ushort Flags, byte Protocol, byte Algorithm, ReadOnlyMemory<byte> Key)
        : DnsRecord(Owner, RecordType.DNSKEY, Ttl);

    public sealed record Nsec(string Owner, uint Ttl, string Next, IReadOnlyList<RecordType> Types)
        : DnsRecord(Owner, RecordType.NSEC, Ttl);

    public sealed record Nsec3Param(
        string Owner,
        uint Ttl,
        byte Algorithm,
        byte Flags,
        ushort Iterations,
        ReadOnlyMemory<byte> Salt
    ) : DnsRecord(Owner, RecordType.NSEC3PARAM, Ttl);

    public sealed record Tlsa(string Owner, uint Ttl, byte Usage, byte Selector, byte Matching, ReadOnlyMemory<byte> Data)
        : DnsRecord(Owner, RecordType.TLSA, Ttl);

    /// <summary>Every other type: the data as it stood on the wire.</summary>
    public sealed record Raw(string Owner, RecordType Type, uint Ttl, ReadOnlyMemory<byte> Data) : DnsRecord(Owner, Type, Ttl);
}
