using System.Buffers.Binary;
using System.Net;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Support;

/// <summary>Zones in memory spoken octet by octet, so that a name server on loopback can be one of theirs or our resolver.</summary>
internal static class ZonesOnWire
{
    /// <summary>What our resolver answers.</summary>
    public static byte[] OfResolver(ZonesInMemory zones, byte[] query) =>
        Encode(query, zones.AskAsync(QuestionOf(query), CancellationToken.None).Result);

    /// <summary>What the server at 127.0.0.1 answers.</summary>
    public static byte[] OfServer(ZonesInMemory zones, byte[] query) =>
        Encode(query, zones.AskAsync(IPAddress.Loopback, QuestionOf(query), Purpose.NameServer, CancellationToken.None).Result);

    public static Func<byte[], Stream, CancellationToken, Task> OverTcp(Func<byte[], byte[]> answer) =>
        (query, stream, token) => stream.WriteAsync(NameServer.Framed(answer(query)), token).AsTask();

    private static DnsQuestion QuestionOf(byte[] query) =>
        new(DnsWire.NameOf(query), DnsWire.TypeOf(query))
        {
            RecursionDesired = (query[2] & 1) != 0,
            CheckingDisabled = (query[3] & 0x10) != 0,
            Class = BinaryPrimitives.ReadUInt16BigEndian(DnsWire.QuestionOf(query).AsSpan()[^2..]),
        };

    private static byte[] Encode(byte[] query, DnsAnswer answer)
    {
        var reply = Assert.IsType<DnsAnswer.Reply>(answer);
        var flags =
            0x8000
            | (reply.Authoritative ? 0x0400 : 0)
            | (reply.RecursionAvailable ? 0x0080 : 0)
            | (reply.AuthenticData ? 0x0020 : 0)
            | (int)reply.Code;
        return DnsWire.Reply(query, (ushort)flags, [.. reply.Answers.Select(Encode)]);
    }

    private static byte[] Encode(DnsRecord record) =>
        DnsWire.Record(
            DnsWire.Name(record.Owner),
            record.Type,
            record switch
            {
                DnsRecord.Address address => address.Value.GetAddressBytes(),
                DnsRecord.Reference reference => DnsWire.Name(reference.Target),
                DnsRecord.Txt text => [.. text.Strings.SelectMany(part => (byte[])[(byte)part.Length, .. part.Span])],
                DnsRecord.Soa soa => [.. DnsWire.Name(soa.PrimaryServer), .. DnsWire.Name(soa.Mailbox), .. new byte[20]],
                _ => throw new NotSupportedException($"{record.Type} is not spoken here"),
            }
        );
}
