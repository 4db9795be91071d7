using System.Net;
using System.Text;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>The data of one record, type by type. A record whose data is shorter or longer than its type says is no record.</summary>
internal static class RecordReader
{
    public static bool TryRecord(ref WireReader reader, ReadOnlySpan<byte> message, out DnsRecord record)
    {
        record = null!;
        if (
            !reader.TryName(out var owner)
            || !reader.TryUInt16(out var type)
            || !reader.TrySkip(2)
            || !reader.TryUInt32(out var ttl)
            || !reader.TryUInt16(out var length)
            || length > reader.Left
        )
        {
            return false;
        }

        var data = new WireReader(message, reader.Position, reader.Position + length);
        reader.TrySkip(length);
        return Data(ref data, new Head(owner, (RecordType)type, ttl)) is { } read
            && data.Left == 0
            && (record = read) is not null;
    }

    private static DnsRecord? Data(ref WireReader data, Head head) =>
        head.Type switch
        {
            RecordType.A => Address(ref data, head, 4),
            RecordType.AAAA => Address(ref data, head, 16),
            RecordType.NS or RecordType.CNAME or RecordType.PTR or RecordType.DNAME => Reference(ref data, head),
            RecordType.MX => Mx(ref data, head),
            RecordType.TXT => Txt(ref data, head),
            RecordType.SOA => Soa(ref data, head),
            RecordType.SRV => Srv(ref data, head),
            RecordType.CAA => Caa(ref data, head),
            RecordType.DS or RecordType.CDS => Ds(ref data, head),
            RecordType.DNSKEY => DnsKey(ref data, head),
            RecordType.NSEC => Nsec(ref data, head),
            RecordType.NSEC3PARAM => Nsec3Param(ref data, head),
            RecordType.TLSA => Tlsa(ref data, head),
            _ => new DnsRecord.Raw(head.Owner, head.Type, head.Ttl, Rest(ref data)),
        };

    private static DnsRecord.Address? Address(ref WireReader data, Head head, int octets) =>
        data.Left == octets && data.TryBytes(octets, out var bytes)
            ? new DnsRecord.Address(head.Owner, head.Type, head.Ttl, new IPAddress(bytes))
            : null;

    private static DnsRecord.Reference? Reference(ref WireReader data, Head head) =>
        data.TryName(out var target) ? new DnsRecord.Reference(head.Owner, head.Type, head.Ttl, target) : null;

    private static DnsRecord.Mx? Mx(ref WireReader data, Head head) =>
        data.TryUInt16(out var preference) && data.TryName(out var exchange)
            ? new DnsRecord.Mx(head.Owner, head.Ttl, preference, exchange)
            : null;

    private static DnsRecord.Txt? Txt(ref WireReader data, Head head)
    {
        var strings = new List<ReadOnlyMemory<byte>>();
        while (data.Left > 0)
        {
            if (!data.TryByte(out var length) || !data.TryBytes(length, out var text))
            {
                return null;
            }

            strings.Add(text.ToArray());
        }

        return new DnsRecord.Txt(head.Owner, head.Ttl, strings);
    }

    private static DnsRecord.Soa? Soa(ref WireReader data, Head head) =>
        data.TryName(out var primary)
        && data.TryName(out var mailbox)
        && data.TryUInt32(out var serial)
        && data.TryUInt32(out var refresh)
        && data.TryUInt32(out var retry)
        && data.TryUInt32(out var expire)
        && data.TryUInt32(out var minimum)
            ? new DnsRecord.Soa(head.Owner, head.Ttl, primary, mailbox, serial, refresh, retry, expire, minimum)
            : null;

    private static DnsRecord.Srv? Srv(ref WireReader data, Head head) =>
        data.TryUInt16(out var priority)
        && data.TryUInt16(out var weight)
        && data.TryUInt16(out var port)
        && data.TryName(out var target)
            ? new DnsRecord.Srv(head.Owner, head.Ttl, priority, weight, port, target)
            : null;

    private static DnsRecord.Caa? Caa(ref WireReader data, Head head) =>
        data.TryByte(out var flags) && data.TryByte(out var length) && length > 0 && data.TryBytes(length, out var tag)
            ? new DnsRecord.Caa(
                head.Owner,
                head.Ttl,
                flags,
                Encoding.Latin1.GetString(tag).ToLowerInvariant(),
                Encoding.Latin1.GetString(Rest(ref data))
            )
            : null;

    private static DnsRecord.Ds? Ds(ref WireReader data, Head head) =>
        data.TryUInt16(out var tag) && data.TryByte(out var algorithm) && data.TryByte(out var digest)
            ? new DnsRecord.Ds(head.Owner, head.Type, head.Ttl, tag, algorithm, digest, Rest(ref data))
            : null;

    private static DnsRecord.DnsKey? DnsKey(ref WireReader data, Head head) =>
        data.TryUInt16(out var flags) && data.TryByte(out var protocol) && data.TryByte(out var algorithm)
            ? new DnsRecord.DnsKey(head.Owner, head.Ttl, flags, protocol, algorithm, Rest(ref data))
            : null;

    private static DnsRecord.Nsec3Param? Nsec3Param(ref WireReader data, Head head) =>
        data.TryByte(out var algorithm)
        && data.TryByte(out var flags)
        && data.TryUInt16(out var iterations)
        && data.TryByte(out var length)
        && data.TryBytes(length, out var salt)
            ? new DnsRecord.Nsec3Param(head.Owner, head.Ttl, algorithm, flags, iterations, salt.ToArray())
            : null;

    private static DnsRecord.Tlsa? Tlsa(ref WireReader data, Head head) =>
        data.TryByte(out var usage) && data.TryByte(out var selector) && data.TryByte(out var matching)
            ? new DnsRecord.Tlsa(head.Owner, head.Ttl, usage, selector, matching, Rest(ref data))
            : null;

    /// <summary>Next name and type bit maps (RFC 4034 section 4.1).</summary>
    private static DnsRecord.Nsec? Nsec(ref WireReader data, Head head)
    {
        if (!data.TryName(out var next))
        {
            return null;
        }

        var types = new List<RecordType>();
        while (data.Left > 0)
        {
            if (
                !data.TryByte(out var window)
                || !data.TryByte(out var length)
                || length is 0 or > 32
                || !data.TryBytes(length, out var bits)
            )
            {
                return null;
            }

            for (var bit = 0; bit < bits.Length * 8; bit++)
            {
                if ((bits[bit / 8] & (0x80 >> (bit % 8))) != 0)
                {
                    types.Add((RecordType)((window << 8) | bit));
                }
            }
        }

        return new DnsRecord.Nsec(head.Owner, head.Ttl, next, types);
    }

    private static byte[] Rest(ref WireReader data)
    {
        data.TryBytes(data.Left, out var rest);
        return rest.ToArray();
    }

    private readonly record struct Head(string Owner, RecordType Type, uint Ttl);
}
