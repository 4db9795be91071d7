using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Support;

/// <summary>Writes answers octet by octet, so that tests can also write wrong ones.</summary>
internal static class DnsWire
{
    /// <summary>The answer to a query: its id and question, flags, and records that are already in wire form.</summary>
    public static byte[] Reply(ReadOnlySpan<byte> query, ushort flags, params byte[][] answers) =>
        Reply(query, flags, (ushort)answers.Length, answers);

    public static byte[] Reply(ReadOnlySpan<byte> query, ushort flags, ushort announced, params byte[][] answers)
    {
        var question = QuestionOf(query);
        byte[] header =
        [
            query[0],
            query[1],
            (byte)(flags >> 8),
            (byte)flags,
            0,
            1,
            (byte)(announced >> 8),
            (byte)announced,
            0,
            0,
            0,
            0,
        ];
        return [.. header, .. question, .. answers.SelectMany(answer => answer)];
    }

    public static byte[] QuestionOf(ReadOnlySpan<byte> query)
    {
        var end = 12;
        while (query[end] != 0)
        {
            end += query[end] + 1;
        }

        return query[12..(end + 5)].ToArray();
    }

    /// <summary>The name that a query asks for, as text.</summary>
    public static string NameOf(ReadOnlySpan<byte> query)
    {
        var labels = new List<string>();
        for (var at = 12; query[at] != 0; at += query[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query.Slice(at + 1, query[at])));
        }

        return string.Join('.', labels);
    }

    public static RecordType TypeOf(ReadOnlySpan<byte> query) =>
        (RecordType)BinaryPrimitives.ReadUInt16BigEndian(QuestionOf(query).AsSpan()[^4..]);

    /// <summary>A record whose owner is the name asked for, by a compression pointer.</summary>
    public static byte[] Record(RecordType type, params byte[] data) => Record([0xC0, 0x0C], type, data);

    public static byte[] Record(byte[] owner, RecordType type, byte[] data) =>
        [.. owner, (byte)((int)type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    public static byte[] Address(string address) =>
        Record(
            IPAddress.Parse(address).GetAddressBytes().Length == 4 ? RecordType.A : RecordType.AAAA,
            IPAddress.Parse(address).GetAddressBytes()
        );

    public static byte[] Text(params string[] strings) =>
        Record(RecordType.TXT, [.. strings.SelectMany(text => (byte[])[(byte)text.Length, .. Encoding.Latin1.GetBytes(text)])]);

    public static byte[] Name(string name) => DnsName.ToWire(name)!;

    public static byte[] Soa(string zone) =>
        Record(Name(zone), RecordType.SOA, [.. Name("ns1." + zone), .. Name("hostmaster." + zone), .. new byte[20]]);

    /// <summary>A record in words, for comparing what two readers made of it.</summary>
    public static string Words(DnsRecord record) =>
        $"{record.Owner} {record.Type} "
        + record switch
        {
            DnsRecord.Address address => address.Value.ToString(),
            DnsRecord.Reference reference => reference.Target,
            DnsRecord.Mx mx => string.Create(CultureInfo.InvariantCulture, $"{mx.Preference} {mx.Exchange}"),
            DnsRecord.Txt text => string.Join('|', text.Strings.Select(part => Convert.ToHexString(part.Span))),
            DnsRecord.Soa soa => string.Create(CultureInfo.InvariantCulture, $"{soa.PrimaryServer} {soa.Mailbox} {soa.Serial}"),
            DnsRecord.Srv srv => string.Create(
                CultureInfo.InvariantCulture,
                $"{srv.Priority} {srv.Weight} {srv.Port} {srv.Target}"
            ),
            DnsRecord.Caa caa => string.Create(CultureInfo.InvariantCulture, $"{caa.Flags} {caa.Tag} {caa.Value}"),
            DnsRecord.Ds ds => string.Create(
                CultureInfo.InvariantCulture,
                $"{ds.KeyTag} {ds.Algorithm} {ds.DigestType} {Hex(ds.Digest)}"
            ),
            DnsRecord.DnsKey key => string.Create(
                CultureInfo.InvariantCulture,
                $"{key.Flags} {key.Protocol} {key.Algorithm} {Hex(key.Key)}"
            ),
            DnsRecord.Tlsa tlsa => string.Create(
                CultureInfo.InvariantCulture,
                $"{tlsa.Usage} {tlsa.Selector} {tlsa.Matching} {Hex(tlsa.Data)}"
            ),
            DnsRecord.Raw raw => Hex(raw.Data),
            _ => record.ToString(),
        };

    private static string Hex(ReadOnlyMemory<byte> octets) => Convert.ToHexString(octets.Span);
}
