using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public class ZoneTransferTests
{
    private const string Zone = "ch-nord.example";

    [Fact]
    public async Task Transfer_of_several_messages_is_whole_when_the_soa_comes_again()
    {
        var records = Assert.IsType<ZoneTransfer.Records>(await TransferAsync(Messages(complete: true), most: 1000));

        Assert.True(records.Complete);
        Assert.Equal(41, records.All.Count);
    }

    [Fact]
    public async Task Transfer_that_ends_early_says_that_it_is_not_whole()
    {
        var records = Assert.IsType<ZoneTransfer.Records>(await TransferAsync(Messages(complete: false), most: 1000));

        Assert.False(records.Complete);
        Assert.Equal(41, records.All.Count);
    }

    [Fact]
    public async Task Endless_transfer_stops_where_the_caller_said()
    {
        var records = Assert.IsType<ZoneTransfer.Records>(await TransferAsync(Messages(complete: true), most: 10));

        Assert.False(records.Complete);
        Assert.Equal(10, records.All.Count);
    }

    [Theory]
    [InlineData(0x8005, ResponseCode.Refused)]
    [InlineData(0x8009, ResponseCode.NotAuth)]
    public async Task Refusal_is_a_denial(ushort flags, ResponseCode code)
    {
        var denied = Assert.IsType<ZoneTransfer.Denied>(await TransferAsync(query => [DnsWire.Reply(query, flags)], most: 10));

        Assert.Equal(code, denied.Code);
    }

    [Fact]
    public async Task Closed_port_is_a_refused_connection()
    {
        await using var server = new NameServer(_ => []);
        using var client = new WireClient(new ResolverDialer([server.EndPoint]), new DnsOptions(), TimeProvider.System);

        var silent = Assert.IsType<ZoneTransfer.Silent>(
            await client.TransferAsync(
                new Target(server.EndPoint.Address, server.EndPoint.Port),
                Zone,
                10,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(Silence.Refused, silent.Why);
    }

    private static Func<byte[], IEnumerable<byte[]>> Messages(bool complete) =>
        query =>
            [
                DnsWire.Reply(query, 0x8400, [DnsWire.Soa(Zone), .. Hosts(0, 20)]),
                WithoutQuestion(query, [.. Hosts(20, 20), .. complete ? [DnsWire.Soa(Zone)] : Array.Empty<byte[]>()]),
            ];

    private static IEnumerable<byte[]> Hosts(int from, int count) =>
        Enumerable
            .Range(from, count)
            .Select(i => DnsWire.Record(DnsWire.Name($"h{i}.{Zone}"), RecordType.A, [203, 0, 113, (byte)i]));

    private static byte[] WithoutQuestion(byte[] query, byte[][] answers) =>
        [query[0], query[1], 0x84, 0, 0, 0, 0, (byte)answers.Length, 0, 0, 0, 0, .. answers.SelectMany(answer => answer)];

    private static async Task<ZoneTransfer> TransferAsync(Func<byte[], IEnumerable<byte[]>> messages, int most)
    {
        await using var server = new NameServer(
            _ => [],
            async (query, stream, token) =>
            {
                foreach (var message in messages(query))
                {
                    await stream.WriteAsync(NameServer.Framed(message), token);
                }
            }
        );
        using var client = new WireClient(new ResolverDialer([server.EndPoint]), new DnsOptions(), TimeProvider.System);
        var target = new Target(server.EndPoint.Address, server.EndPoint.Port);
        return await client.TransferAsync(target, Zone, most, TestContext.Current.CancellationToken);
    }
}
