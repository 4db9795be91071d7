using CsCheck;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public class ResolverTests
{
    private const string Name = "www.ch-nord.example";
    private static readonly DnsOptions Quick = new()
    {
        Timeout = TimeSpan.FromMilliseconds(200),
        TcpTimeout = TimeSpan.FromMilliseconds(500),
    };

    [Fact]
    public async Task Alias_is_followed_and_what_belongs_to_others_is_left_out()
    {
        await using var server = new NameServer(query =>
            [
                DnsWire.Reply(
                    query,
                    0x8180,
                    DnsWire.Record(RecordType.CNAME, DnsWire.Name("web.hebergeur.example")),
                    DnsWire.Record(DnsWire.Name("web.hebergeur.example"), RecordType.A, [203, 0, 113, 90]),
                    DnsWire.Record(DnsWire.Name("foreign.example"), RecordType.A, [203, 0, 113, 66])
                ),
            ]
        );

        var reply = Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Name, RecordType.A));

        Assert.Equal(["www.ch-nord.example", "web.hebergeur.example"], reply.Answers.Select(record => record.Owner));
    }

    [Fact]
    public async Task Answer_to_another_question_is_a_silence()
    {
        await using var server = new NameServer(query =>
        {
            var reply = DnsWire.Reply(query, 0x8180, DnsWire.Address("203.0.113.80"));
            reply[13] = (byte)'x';
            return [reply];
        });

        Assert.IsType<DnsAnswer.Silent>(await AskAsync(server, Name, RecordType.A));
    }

    [Fact]
    public async Task Name_that_does_not_exist_is_an_answer_and_not_a_silence()
    {
        await using var server = new NameServer(query => [DnsWire.Reply(query, 0x8183)]);

        Assert.Equal(ResponseCode.NXDomain, Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Name, RecordType.A)).Code);
    }

    [Fact]
    public async Task Text_with_odd_octets_comes_back_octet_for_octet()
    {
        await using var server = new NameServer(query => [DnsWire.Reply(query, 0x8180, DnsWire.Text("bin\u0080\u00ff\"\\"))]);

        var reply = Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Name, RecordType.TXT));

        Assert.Equal("bin\u0080\u00ff\"\\", Assert.IsType<DnsRecord.Txt>(Assert.Single(reply.Answers)).Joined);
    }

    [Fact]
    public async Task Second_resolver_is_asked_when_the_first_is_silent()
    {
        await using var silent = new NameServer(_ => []);
        await using var server = new NameServer(query => [DnsWire.Reply(query, 0x8180, DnsWire.Address("203.0.113.80"))]);
        using var resolver = new Resolver([silent.EndPoint, server.EndPoint], Quick, TimeProvider.System);

        Assert.IsType<DnsAnswer.Reply>(await resolver.AskAsync(Name, RecordType.A, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Failure_of_a_question_about_dnssec_is_an_answer_that_no_other_resolver_mends()
    {
        await using var validating = new NameServer(query => [DnsWire.Reply(query, 0x8182)]);
        await using var trusting = new NameServer(query => [DnsWire.Reply(query, 0x8180, DnsWire.Address("203.0.113.80"))]);
        using var resolver = new Resolver([validating.EndPoint, trusting.EndPoint], Quick, TimeProvider.System);
        var question = new DnsQuestion(Name, RecordType.A) { DnssecOk = true };

        var verdict = await resolver.AskAsync(question, TestContext.Current.CancellationToken);
        var plain = await resolver.AskAsync(Name, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal(ResponseCode.ServFail, Assert.IsType<DnsAnswer.Reply>(verdict).Code);
        Assert.Equal(ResponseCode.NoError, Assert.IsType<DnsAnswer.Reply>(plain).Code);
    }

    [Fact]
    public async Task Silence_to_a_question_about_dnssec_leads_to_the_next_resolver()
    {
        await using var silent = new NameServer(_ => []);
        await using var server = new NameServer(query => [DnsWire.Reply(query, 0x8180, DnsWire.Address("203.0.113.80"))]);
        using var resolver = new Resolver([silent.EndPoint, server.EndPoint], Quick, TimeProvider.System);
        var question = new DnsQuestion(Name, RecordType.A) { DnssecOk = true };

        Assert.IsType<DnsAnswer.Reply>(await resolver.AskAsync(question, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(RecordType.CDS, "00010D0200FF")]
    [InlineData(RecordType.NSEC3PARAM, "0100000A00")]
    [InlineData(RecordType.NSEC, "0161000006400000000003")]
    [InlineData(RecordType.NSEC3, "0100000A0001AA0006400000000003")]
    public async Task Type_that_the_library_keeps_to_itself_comes_back_whole(RecordType type, string data)
    {
        await using var server = new NameServer(query =>
            [DnsWire.Reply(query, 0x8180, DnsWire.Record(type, Convert.FromHexString(data)))]
        );
        using var resolver = new Resolver([server.EndPoint], Quick, TimeProvider.System);

        var byName = await resolver.AskAsync(Name, type, TestContext.Current.CancellationToken);
        var byQuestion = await resolver.AskAsync(new DnsQuestion(Name, type), TestContext.Current.CancellationToken);

        Assert.Equal(Words(byQuestion), Words(byName));
        Assert.False(Assert.Single(Assert.IsType<DnsAnswer.Reply>(byName).Answers) is DnsRecord.Raw { Data.IsEmpty: true });
    }

    [Fact]
    public async Task What_belongs_to_others_is_left_out_of_answers_over_the_wire_too()
    {
        await using var server = new NameServer(query =>
            [
                DnsWire.Reply(
                    query,
                    0x8180,
                    DnsWire.Text("odd\u00ff"),
                    DnsWire.Record(DnsWire.Name("foreign.example"), RecordType.TXT, [1, (byte)'x'])
                ),
            ]
        );

        var reply = Assert.IsType<DnsAnswer.Reply>(await AskAsync(server, Name, RecordType.TXT));

        Assert.Equal(Name, Assert.Single(reply.Answers).Owner);
    }

    [Fact]
    public async Task Hostile_octets_are_a_silence_and_never_an_exception()
    {
        var noise = new Random(20261126);
        await using var server = new NameServer(query =>
        {
            var reply = DnsWire.Reply(query, 0x8180, DnsWire.Text("v=spf1 -all"), DnsWire.Address("203.0.113.80"));
            for (var i = 0; i < 4; i++)
            {
                reply[noise.Next(12, reply.Length)] = (byte)noise.Next(256);
            }

            return [reply];
        });
        using var resolver = new Resolver(
            [server.EndPoint],
            new DnsOptions
            {
                Tries = 1,
                Timeout = TimeSpan.FromMilliseconds(20),
                TcpTimeout = TimeSpan.FromMilliseconds(20),
            },
            TimeProvider.System
        );

        for (var i = 0; i < 200; i++)
        {
            Assert.NotNull(await resolver.AskAsync(Name, RecordType.TXT, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task DnsClient_and_our_own_reader_make_the_same_of_valid_answers()
    {
        byte[][] records = [];
        await using var server = new NameServer(query => [DnsWire.Reply(query, 0x8180, records)]);
        using var resolver = new Resolver([server.EndPoint], new DnsOptions(), TimeProvider.System);

        foreach (var batch in Batches(100))
        {
            records = batch;
            var theirs = await resolver.AskAsync(Name, RecordType.MX, TestContext.Current.CancellationToken);
            var ours = await resolver.AskAsync(new DnsQuestion(Name, RecordType.MX), TestContext.Current.CancellationToken);

            Assert.Equal(Words(theirs), Words(ours));
        }
    }

    private static List<byte[][]> Batches(int count)
    {
        var label = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"].Array[1, 12].Select(letters => new string(letters));
        var name = label.Array[1, 4].Select(labels => DnsWire.Name(string.Join('.', labels)));
        var octets = Gen.Byte.Array[4, 40];
        var record = Gen.OneOf(
            Gen.Byte.Array[4].Select(data => DnsWire.Record(RecordType.A, data)),
            Gen.Byte.Array[16].Select(data => DnsWire.Record(RecordType.AAAA, data)),
            name.Select(data => DnsWire.Record(RecordType.NS, data)),
            Gen.Select(Gen.Byte, name).Select(data => DnsWire.Record(RecordType.MX, [0, data.Item1, .. data.Item2])),
            Gen.Select(Gen.Byte.Array[6], name).Select(data => DnsWire.Record(RecordType.SRV, [.. data.Item1, .. data.Item2])),
            octets.Select(data => DnsWire.Record(RecordType.DS, data)),
            octets.Select(data => DnsWire.Record(RecordType.DNSKEY, data)),
            octets.Select(data => DnsWire.Record(RecordType.TLSA, data)),
            octets.Select(data => DnsWire.Record((RecordType)65300, data)),
            label.Select(text => DnsWire.Text(text, text)),
            label.Select(text =>
                DnsWire.Record(RecordType.CAA, [0, 5, .. "issue"u8, .. System.Text.Encoding.ASCII.GetBytes(text)])
            )
        );
        var batches = record.Array[1, 6];
        var made = new List<byte[][]>();
        batches.Sample(made.Add, iter: count, threads: 1);
        return made;
    }

    private static IEnumerable<string> Words(DnsAnswer answer) =>
        Assert.IsType<DnsAnswer.Reply>(answer).Answers.Select(DnsWire.Words);

    private static async Task<DnsAnswer> AskAsync(NameServer server, string name, RecordType type)
    {
        using var resolver = new Resolver([server.EndPoint], Quick, TimeProvider.System);
        return await resolver.AskAsync(name, type, TestContext.Current.CancellationToken);
    }
}
