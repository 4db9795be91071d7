using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Support;

/// <summary>Reads the part of the master file format (RFC 1035 section 5) that the cases are written in: one record a line, $ORIGIN, @.</summary>
internal static partial class ZoneText
{
    public static List<DnsRecord> Read(string text)
    {
        List<DnsRecord> records = [];
        var origin = "";
        foreach (var line in text.Split('\n'))
        {
            var words = Word().Matches(line).Select(match => match.Value).TakeWhile(word => word[0] != ';').ToList();
            if (words.Count == 0)
                continue;

            if (words[0] == "$ORIGIN")
                origin = words[1].TrimEnd('.').ToLowerInvariant();
            else
                records.Add(Record(words, origin));
        }

        return records;
    }

    private static DnsRecord Record(List<string> words, string origin)
    {
        var owner = Name(words[0], origin);
        var ttl = uint.Parse(words[1], CultureInfo.InvariantCulture);
        var type = Enum.Parse<RecordType>(words[2]);
        var data = words[3..];
        return type switch
        {
            RecordType.A or RecordType.AAAA => new DnsRecord.Address(owner, type, ttl, IPAddress.Parse(data[0])),
            RecordType.NS or RecordType.CNAME => new DnsRecord.Reference(owner, type, ttl, Name(data[0], origin)),
            RecordType.MX => new DnsRecord.Mx(owner, ttl, (ushort)Number(data[0]), Name(data[1], origin)),
            RecordType.TXT => new DnsRecord.Txt(owner, ttl, [.. data.Select(Octets)]),
            RecordType.SRV => new DnsRecord.Srv(
                owner,
                ttl,
                (ushort)Number(data[0]),
                (ushort)Number(data[1]),
                (ushort)Number(data[2]),
                Name(data[3], origin)
            ),
            RecordType.CAA => new DnsRecord.Caa(
                owner,
                ttl,
                (byte)Number(data[0]),
                data[1],
                Encoding.Latin1.GetString(Octets(data[2]).Span)
            ),
            RecordType.SOA => new DnsRecord.Soa(
                owner,
                ttl,
                Name(data[0], origin),
                Name(data[1], origin),
                Number(data[2]),
                Number(data[3]),
                Number(data[4]),
                Number(data[5]),
                Number(data[6])
            ),
            _ => SecurityRecord(owner, ttl, type, data),
        };
    }

    private static DnsRecord SecurityRecord(string owner, uint ttl, RecordType type, List<string> data) =>
        type switch
        {
            RecordType.DS or RecordType.CDS => new DnsRecord.Ds(
                owner,
                type,
                ttl,
                (ushort)Number(data[0]),
                (byte)Number(data[1]),
                (byte)Number(data[2]),
                Convert.FromHexString(data[3])
            ),
            RecordType.DNSKEY => new DnsRecord.DnsKey(
                owner,
                ttl,
                (ushort)Number(data[0]),
                (byte)Number(data[1]),
                (byte)Number(data[2]),
                Convert.FromBase64String(data[3])
            ),
            RecordType.NSEC3PARAM => new DnsRecord.Nsec3Param(
                owner,
                ttl,
                (byte)Number(data[0]),
                (byte)Number(data[1]),
                (ushort)Number(data[2]),
                data[3] == "-" ? ReadOnlyMemory<byte>.Empty : Convert.FromHexString(data[3])
            ),
            _ => new DnsRecord.Raw(owner, type, ttl, Convert.FromHexString(data[0])),
        };

    private static string Name(string word, string origin) =>
        word == "@" ? origin
        : word.EndsWith('.') ? word[..^1].ToLowerInvariant()
        : origin.Length == 0 ? word.ToLowerInvariant()
        : $"{word.ToLowerInvariant()}.{origin}";

    private static uint Number(string word) => uint.Parse(word, CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Octets(string word) =>
        Encoding.Latin1.GetBytes(word.StartsWith('"') ? word[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : word);

    [GeneratedRegex(
        """
            "(?:[^"\\]|\\.)*"|;.*|\S+
            """,
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Word();
}
