using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class TlsProbeSilenceTests : TlsProbeRun
{
    [Theory]
    [InlineData("220 mail.hopital-nord.example ESMTP\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    public async Task Server_that_greets_first_is_asked_once_and_speaks_another_protocol(string greeting)
    {
        await using var server = new LoopbackServer(async stream =>
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
            await LoopbackServer.UntilClosedAsync(stream);
        });

        Assert.Equal(Silence.SpokeAnotherProtocol, DeclaredFacts.SilenceOf(await AskAsync(server.Service())));
        Assert.Single(_dialer.Asked);
    }

    [Fact]
    public async Task Closed_port_is_a_refusal_and_nothing_more()
    {
        var closed = new Asset.Service(IPAddress.Loopback, Transport.Tcp, LoopbackServer.ClosedPort());

        Assert.Equal(Silence.Refused, DeclaredFacts.SilenceOf(await AskAsync(closed)));
        Assert.Single(_dialer.Asked);
    }

    [Fact]
    public async Task Port_that_never_answers_is_given_up_after_two_questions()
    {
        await using var server = new LoopbackServer(LoopbackServer.UntilClosedAsync);

        Assert.Equal(Silence.TimedOut, DeclaredFacts.SilenceOf(await AskAsync(server.Service(), helloTimeout: 0.5)));
        Assert.Equal(2, _dialer.Asked.Count);
    }

    [Fact]
    public async Task Server_that_trickles_is_bounded_by_the_time_limit()
    {
        await using var server = new LoopbackServer(async stream =>
        {
            foreach (var octet in new byte[] { 22, 3, 3, 0, 80, 2, 0, 0, 76 }.Concat(new byte[100_000]))
            {
                await stream.WriteAsync(new[] { octet });
                await Task.Delay(50);
            }
        });

        Assert.Equal(Silence.TimedOut, DeclaredFacts.SilenceOf(await AskAsync(server.Service(), helloTimeout: 0.5)));
    }

    [Fact]
    public async Task Whole_time_limit_keeps_what_was_learned_by_then()
    {
        var clock = new FakeTimeProvider(Today);
        var modern = new OldTlsServer { Versions = [TlsVersion.Tls12], Suites = [0xC02F] };
        await using var server = new LoopbackServer(async stream =>
        {
            var hello = await OldTlsServer.ReadHelloAsync(stream);
            if (hello[10] == 3)
            {
                await stream.WriteAsync(modern.Answer(hello));
            }
            else
            {
                clock.Advance(TimeSpan.FromHours(1));
            }

            await LoopbackServer.UntilClosedAsync(stream);
        });

        var facts = DeclaredFacts.Of(await AskAsync(server.Service(), clock: clock));

        Assert.Equal(true, facts["tls12"]);
        Assert.DoesNotContain("tls10", facts.Keys);
    }

    [Fact]
    public async Task Caller_giving_up_is_a_cancellation_not_an_answer()
    {
        await using var server = new LoopbackServer(LoopbackServer.UntilClosedAsync);
        var context = ProbeContexts.OnLoopback(_dialer);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Probe().AskAsync(server.Service(), context, new CancellationToken(canceled: true))
        );
    }
}
