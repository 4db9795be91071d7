using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public class WireClientTests
{
    private const ushort Authoritative = 0x8400;
    private static readonly DnsQuestion Www = new("www.ch-nord.example", RecordType.A);
    private static readonly DnsOptions Quick = new()
    {
        Timeout = TimeSpan.FromMilliseconds(150),
        Tries = 2,
        TcpTimeout = TimeSpan.FromMilliseconds(600),
    };

    [Fact]
    public async Task Whole_answer_is_given_as_typed_records()
    {
        await using var server = new NameServer(query => [DnsWire.Reply(query, Authoritative, DnsWire.Address("203.0.113.80"))]);

        var reply = Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Www));

        Assert.True(reply.Authoritative);
        Assert.Equal("203.0.113.80", Assert.IsType<DnsRecord.Address>(Assert.Single(reply.Answers)).Value.ToString());
    }

    [Fact]
    public async Task Wrong_id_other_question_and_noise_are_dropped_and_the_right_answer_still_counts()
    {
        await using var server = new NameServer(query =>
        {
            var right = DnsWire.Reply(query, Authoritative, DnsWire.Address("203.0.113.80"));
            var wrongId = (byte[])right.Clone();
            wrongId[0] ^= 0xFF;
            var other = (byte[])right.Clone();
            other[13] = (byte)'x';
            var noResponse = (byte[])right.Clone();
            noResponse[2] = 0;
            return [wrongId, other, noResponse, [], [1, 2, 3], right];
        });

        var reply = Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Www));

        Assert.Single(reply.Answers);
    }

    [Fact]
    public async Task Silent_server_is_asked_again_and_then_a_silence()
    {
        await using var server = new NameServer(_ => []);

        var silent = Assert.IsType<DnsAnswer.Silent>(await AskAsync(server, Www));

        Assert.Equal(Silence.TimedOut, silent.Why);
        Assert.Equal(2, server.Datagrams);
    }

    [Fact]
    public async Task Closed_port_is_a_refusal()
    {
        var server = new NameServer(_ => []);
        await server.DisposeAsync();

        var silent = Assert.IsType<DnsAnswer.Silent>(await AskAsync(server, Www));

        Assert.Equal(Silence.Refused, silent.Why);
    }

    [Fact]
    public async Task Dns_edns_formerr_server_is_asked_again_without_edns()
    {
        await using var server = new NameServer(query =>
            [
                query[11] == 1
                    ? [query[0], query[1], 0x80, 0x01, 0, 0, 0, 0, 0, 0, 0, 0]
                    : DnsWire.Reply(query, Authoritative, DnsWire.Address("203.0.113.80")),
            ]
        );

        var reply = Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Www));

        Assert.True(reply.WithoutEdns);
        Assert.True(reply.Authoritative);
        Assert.Single(reply.Answers);
    }

    [Fact]
    public async Task Answer_without_a_question_is_believed_only_when_it_is_an_error()
    {
        await using var server = new NameServer(query =>
            [
                [query[0], query[1], 0x80, 0x03, 0, 0, 0, 0, 0, 0, 0, 0],
            ]
        );

        Assert.Equal(Silence.TimedOut, Assert.IsType<DnsAnswer.Silent>(await AskAsync(server, Www)).Why);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dns_udp_cut_at_512_without_tc_is_asked_over_tcp_and_never_used_in_part(bool tcpOpen)
    {
        await using var server = new NameServer(
            query =>
                [
                    DnsWire.Reply(
                        query,
                        Authoritative,
                        3,
                        DnsWire.Text("v=spf1 mx -all"),
                        DnsWire.Text("site"),
                        DnsWire.Text("cut-here")[..12]
                    ),
                ],
            tcpOpen
                ? (query, stream, token) =>
                    stream
                        .WriteAsync(NameServer.Framed(DnsWire.Reply(query, Authoritative, DnsWire.Text("v=spf1 mx -all"))), token)
                        .AsTask()
                : null
        );

        var answer = await AskAsync(server, new DnsQuestion("big.ch-nord.example", RecordType.TXT));

        if (tcpOpen)
        {
            var reply = Assert.IsType<DnsAnswer.Reply>(answer);
            Assert.True(reply.OverTcp);
            Assert.Equal("v=spf1 mx -all", Assert.IsType<DnsRecord.Txt>(Assert.Single(reply.Answers)).Joined);
        }
        else
        {
            var silent = Assert.IsType<DnsAnswer.Silent>(answer);
            Assert.NotEqual(Silence.Refused, silent.Why);
            Assert.Contains("malformed", silent.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Truncated_answer_is_asked_over_tcp()
    {
        await using var server = new NameServer(
            query => [DnsWire.Reply(query, Authoritative | 0x0200)],
            (query, stream, token) =>
                stream
                    .WriteAsync(NameServer.Framed(DnsWire.Reply(query, Authoritative, DnsWire.Address("203.0.113.80"))), token)
                    .AsTask()
        );

        Assert.True(Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Www)).OverTcp);
    }

    [Fact]
    public async Task Tcp_that_trickles_ends_in_a_silence()
    {
        await using var server = new NameServer(
            query => [DnsWire.Reply(query, Authoritative | 0x0200)],
            async (_, stream, token) =>
            {
                await stream.WriteAsync(new byte[] { 0x10, 0x00 }, token);
                while (true)
                {
                    await stream.WriteAsync(new byte[] { 0 }, token);
                    await Task.Delay(50, token);
                }
            }
        );

        Assert.Equal(Silence.TimedOut, Assert.IsType<DnsAnswer.Silent>(await AskAsync(server, Www)).Why);
    }

    [Theory]
    [InlineData("a..ch-nord.example")]
    [InlineData("hôpital.example")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.example")]
    public async Task What_is_no_name_is_never_sent(string name)
    {
        await using var server = new NameServer(query => [DnsWire.Reply(query, Authoritative)]);

        var silent = Assert.IsType<DnsAnswer.Silent>(await AskAsync(server, new DnsQuestion(name, RecordType.A)));

        Assert.Equal(Silence.OurFault, silent.Why);
        Assert.Equal(0, server.Datagrams);
    }

    [Fact]
    public async Task Thousands_of_questions_at_once_each_get_their_own_answer()
    {
        await using var server = new NameServer(query =>
            [DnsWire.Reply(query, Authoritative, DnsWire.Text(DnsWire.NameOf(query)))]
        );
        using var client = Client(server, new DnsOptions());

        var names = Enumerable.Range(0, 5_000).Select(i => $"n{i}.ch-nord.example").ToList();
        var answers = await Task.WhenAll(
            names.Select(name =>
                client.AskAsync(
                    TargetOf(server),
                    new DnsQuestion(name, RecordType.TXT),
                    Purpose.NameServer,
                    TestContext.Current.CancellationToken
                )
            )
        );

        Assert.Equal(names, answers.Select(answer => ((DnsRecord.Txt)((DnsAnswer.Reply)answer).Answers[0]).Joined));
    }

    [Fact]
    public async Task Caller_giving_up_is_a_cancellation_not_an_answer()
    {
        await using var server = new NameServer(_ => []);
        using var client = Client(server, Quick);
        using var giveUp = new CancellationTokenSource(20);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.AskAsync(TargetOf(server), Www, Purpose.NameServer, giveUp.Token)
        );
    }

    private static async Task<DnsAnswer> AskAsync(NameServer server, DnsQuestion question)
    {
        using var client = Client(server, Quick);
        return await client.AskAsync(TargetOf(server), question, Purpose.NameServer, TestContext.Current.CancellationToken);
    }

    private static WireClient Client(NameServer server, DnsOptions options) =>
        new(new ResolverDialer([server.EndPoint]), options, TimeProvider.System);

    private static Target TargetOf(NameServer server) => new(server.EndPoint.Address, server.EndPoint.Port);
}
