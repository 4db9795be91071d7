using CsCheck;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public class MessageReaderTests
{
    private static readonly byte[] Query = DnsQuery
        .Of(new DnsQuestion("www.ch-nord.example", RecordType.TXT), edns: true)!
        .Datagram;

    private static readonly byte[] Rich = DnsWire.Reply(
        Query,
        0x8400,
        DnsWire.Address("203.0.113.80"),
        DnsWire.Address("2001:db8::80"),
        DnsWire.Text("v=spf1 -all", "caf\u00e9"),
        DnsWire.Record(RecordType.MX, [0, 10, 2, (byte)'m', (byte)'x', 0xC0, 0x10]),
        DnsWire.Soa("ch-nord.example"),
        DnsWire.Record(RecordType.CAA, [0, 5, .. "issue"u8, .. "ca.example"u8]),
        DnsWire.Record(RecordType.NSEC, [.. DnsWire.Name("a.ch-nord.example"), 0, 6, 0x40, 0x01, 0, 0, 0, 0x03]),
        DnsWire.Record((RecordType)65300, 1, 2, 3)
    );

    [Fact]
    public void Names_are_lower_case_and_compression_is_followed()
    {
        var message = MessageReader.Read(Rich)!;

        var mx = Assert.Single(message.Answers.OfType<DnsRecord.Mx>());
        Assert.Equal("www.ch-nord.example", mx.Owner);
        Assert.Equal("mx.ch-nord.example", mx.Exchange);
    }

    [Fact]
    public void Every_cut_of_a_message_is_no_message() =>
        Assert.All(Enumerable.Range(0, Rich.Length), length => Assert.Null(MessageReader.Read(Rich.AsSpan(0, length))));

    [Fact]
    public void Compression_loop_is_no_message()
    {
        var self = DnsWire.Reply(Query, 0x8400, DnsWire.Record([0xC0, (byte)(12 + 25)], RecordType.A, [1, 2, 3, 4]));

        Assert.Null(MessageReader.Read(self));
    }

    [Fact]
    public void Counts_that_lie_are_no_message() =>
        Assert.Null(MessageReader.Read(DnsWire.Reply(Query, 0x8400, ushort.MaxValue, DnsWire.Address("203.0.113.80"))));

    [Fact]
    public void Record_longer_than_its_type_says_is_no_message() =>
        Assert.Null(MessageReader.Read(DnsWire.Reply(Query, 0x8400, DnsWire.Record(RecordType.A, 1, 2, 3, 4, 5))));

    [Fact]
    public void Random_octets_are_a_message_or_none_and_never_an_exception() =>
        Gen.Byte.Array[0, 600].Sample(IsWholeOrNone, iter: 20_000);

    [Fact]
    public void Mutated_answers_are_a_message_or_none_and_never_an_exception() =>
        Gen.Select(Gen.Int[0, Rich.Length - 1], Gen.Byte)
            .Array[1, 8]
            .Sample(
                changes =>
                {
                    var octets = (byte[])Rich.Clone();
                    foreach (var (at, value) in changes)
                    {
                        octets[at] = value;
                    }

                    return IsWholeOrNone(octets);
                },
                iter: 20_000
            );

    [Fact]
    public void Name_comes_back_from_the_wire_as_it_went() =>
        Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-_"]
            .Array[1, 20]
            .Select(label => new string(label))
            .Array[1, 8]
            .Select(labels => string.Join('.', labels))
            .Sample(name =>
            {
                var query = DnsQuery.Of(new DnsQuestion(name, RecordType.A), edns: true)!;
                var reply = MessageReader.Read(DnsWire.Reply(query.Datagram, 0x8400, DnsWire.Address("203.0.113.1")))!;
                return reply.Answers[0].Owner == name;
            });

    private static bool IsWholeOrNone(byte[] octets) =>
        MessageReader.Read(octets) is not { } message
        || message.Answers.Count + message.Authority.Count + message.Additional.Count
            == Announced(octets, 6) + Announced(octets, 8) + Announced(octets, 10);

    private static int Announced(byte[] octets, int at) => (octets[at] << 8) | octets[at + 1];
}
