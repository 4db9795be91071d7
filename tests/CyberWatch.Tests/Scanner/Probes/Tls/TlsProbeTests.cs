using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class TlsProbeTests
{
    private static readonly DateTimeOffset Today = new(2030, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly LoopbackDialer _dialer = new();

    [Fact]
    public async Task Case_tls_13_only_is_a_tls_server_without_any_refusal_counted_as_failure()
    {
        await using var server = Platform(SslProtocols.Tls13, Certificate());

        var facts = await FactsAsync(server.Service("www.hopital-nord.example"));

        Assert.Equal(true, facts["handshake"]);
        Assert.Equal(true, facts["tls13"]);
        Assert.Equal(false, facts["tls12"]);
        Assert.Equal(false, facts["tls11"]);
        Assert.Equal(false, facts["tls10"]);
        Assert.Equal(false, facts["ssl3"]);
        Assert.Equal(true, facts["secure_renegotiation"]);
        Assert.Null(facts["extended_master_secret"]);
        Assert.Equal(false, facts["static_rsa"]);
        Assert.Equal(true, facts["forward_secrecy"]);
        Assert.Empty((IReadOnlyList<string>)facts["weak_suites"]!);
        Assert.Equal("CN=www.hopital-nord.example", facts["subject"]);
        Assert.InRange(_dialer.Asked.Count, 1, 8);
    }

    [Fact]
    public async Task Server_of_today_is_described_whole()
    {
        await using var server = Platform(SslProtocols.Tls12 | SslProtocols.Tls13, Certificate());

        var facts = await FactsAsync(server.Service("www.hopital-nord.example"));

        Assert.Equal(true, facts["tls13"]);
        Assert.Equal(true, facts["tls12"]);
        Assert.Equal(false, facts["tls11"]);
        Assert.Equal(true, facts["extended_master_secret"]);
        Assert.Equal(true, facts["secure_renegotiation"]);
        Assert.Equal(true, facts["name_matches"]);
        Assert.Equal("www.hopital-nord.example", facts["asked_name"]);
        Assert.Equal(false, facts["stapled"]);
        Assert.Equal(20d, facts["days_left"]);
        Assert.Equal(true, facts["self_signed"]);
        Assert.Equal(false, facts["chain_trusted"]);
        Assert.Equal("private", facts["issuer_known"]);
        Assert.Equal("EC", facts["key_type"]);
        Assert.Equal(256d, facts["key_bits"]);
        Assert.InRange(_dialer.Asked.Count, 1, 10);
    }

    [Fact]
    public async Task A_lower_ServerHello_denies_the_version_above()
    {
        await using var server = Platform(SslProtocols.Tls12, Certificate());

        var facts = await FactsAsync(server.Service("www.hopital-nord.example"));

        Assert.Equal(false, facts["tls13"]);
        Assert.Equal(true, facts["tls12"]);
        Assert.Equal(false, facts["post_quantum"]);
    }

    [Fact]
    public async Task Case_tls_probe_lacks_sha384_the_hello_offers_what_a_P384_certificate_needs()
    {
        using var certificate = MadeCertificates.SelfSigned(
            "CN=www.hopital-nord.example",
            Today.AddDays(-10),
            Today.AddDays(20),
            names => names.AddDnsName("www.hopital-nord.example"),
            ECCurve.NamedCurves.nistP384
        );
        await using var server = Platform(SslProtocols.Tls12 | SslProtocols.Tls13, certificate);

        var facts = await FactsAsync(server.Service("www.hopital-nord.example"));

        Assert.Equal(true, facts["tls13"]);
        Assert.Equal("ecdsa-with-SHA384", facts["signature"]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(109)]
    public async Task Case_tls_probe_lacks_sha384_any_other_alert_denies_no_version(byte alert)
    {
        await using var server = new OldTlsServer { Versions = [], VersionAlert = alert }.Start();

        var facts = await FactsAsync(server.Service());

        Assert.Equal(false, facts["handshake"]);
        Assert.DoesNotContain(facts.Keys, name => name.StartsWith("tls1", StringComparison.Ordinal));
        Assert.Equal(alert == 40, facts.ContainsKey("ssl3"));
        Assert.DoesNotContain("weak_suites", facts.Keys);
        Assert.DoesNotContain("static_rsa", facts.Keys);
    }

    [Fact]
    public async Task Old_server_is_heard_in_its_own_version_with_all_that_is_weak()
    {
        await using var server = new OldTlsServer
        {
            Versions = [TlsVersion.Ssl3, TlsVersion.Tls10],
            Suites = [0x0005, 0x000A, 0x0009, 0x0003, 0x0034, 0x0002, 0x002F, 0x0033],
            Certificate = Certificate().RawData,
            PrimeOctets = 96,
        }.Start();

        var facts = await FactsAsync(server.Service("www.hopital-nord.example"));

        Assert.Equal(true, facts["ssl3"]);
        Assert.Equal(true, facts["tls10"]);
        Assert.Equal(false, facts["tls11"]);
        Assert.Equal(false, facts["tls12"]);
        Assert.Equal(false, facts["secure_renegotiation"]);
        Assert.Equal(true, facts["static_rsa"]);
        Assert.Equal(true, facts["dhe"]);
        Assert.Equal(768d, facts["dhe_bits"]);
        Assert.Equal(6, ((IReadOnlyList<string>)facts["weak_suites"]!).Select(Kind).Distinct().Count());
        Assert.InRange(_dialer.Asked.Count, 1, 18);
    }

    [Fact]
    public async Task Sound_suites_only_is_a_proof_when_the_weak_were_refused()
    {
        await using var server = new OldTlsServer
        {
            Versions = [TlsVersion.Tls12],
            Suites = [0xC02F],
            RenegotiationInfo = true,
        }.Start();

        var facts = await FactsAsync(server.Service());

        Assert.Empty((IReadOnlyList<string>)facts["weak_suites"]!);
        Assert.Equal(false, facts["static_rsa"]);
        Assert.Equal(false, facts["dhe"]);
        Assert.Null(facts["dhe_bits"]);
        Assert.Equal(true, facts["secure_renegotiation"]);
        Assert.Equal(false, facts["extended_master_secret"]);
    }

    [Fact]
    public async Task A_connection_that_is_cut_at_old_hellos_proves_nothing_about_them()
    {
        var modern = new OldTlsServer { Versions = [TlsVersion.Tls12], Suites = [0xC02F] };
        await using var server = new LoopbackServer(async stream =>
        {
            var hello = await OldTlsServer.ReadHelloAsync(stream);
            if (hello[10] == 3)
            {
                await stream.WriteAsync(modern.Answer(hello));
            }
        });

        var facts = await FactsAsync(server.Service());

        Assert.Equal(true, facts["tls12"]);
        Assert.DoesNotContain("tls11", facts.Keys);
        Assert.DoesNotContain("tls10", facts.Keys);
        Assert.DoesNotContain("ssl3", facts.Keys);
    }

    [Fact]
    public async Task Case_tls_address_in_the_san_is_matched_by_octets_and_no_address_is_sent_as_name()
    {
        List<byte[]> hellos = [];
        var good = MadeCertificates.SelfSigned("CN=pacs", Today.AddDays(-1), Today.AddDays(9), MadeCertificates.Loopback);
        var script = new OldTlsServer { Versions = [TlsVersion.Tls12], Certificate = good.RawData };
        await using var server = new LoopbackServer(async stream =>
        {
            var hello = await OldTlsServer.ReadHelloAsync(stream);
            hellos.Add(hello);
            await stream.WriteAsync(script.Answer(hello));
        });

        var facts = await FactsAsync(server.Service());

        Assert.Equal(true, facts["name_matches"]);
        Assert.Equal(["IP:127.0.0.1"], (IReadOnlyList<string>)facts["san"]!);
        Assert.All(hellos, hello => Assert.Equal(-1, hello.AsSpan().IndexOf("127.0.0.1"u8)));
    }

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

    [Fact]
    public async Task Replay_is_a_line_for_each_version_and_quotes_what_a_shell_would_read()
    {
        await using var server = new OldTlsServer().Start();

        var lines = Assert.Single(await AskAsync(server.Service("a'b.example"))).Replay;

        Assert.Contains(lines, line => line.Contains(@"-servername 'a'\''b.example' -tls1 ", StringComparison.Ordinal));
        Assert.All(
            lines,
            line => Assert.StartsWith($"openssl s_client -connect 127.0.0.1:{server.Port} ", line, StringComparison.Ordinal)
        );
    }

    private static string? Kind(string suite) => CipherSuites.WeaknessOf((ushort)Enum.Parse<TlsCipherSuite>(suite));

    private static X509Certificate2 Certificate() =>
        MadeCertificates.SelfSigned(
            "CN=www.hopital-nord.example",
            Today.AddDays(-10),
            Today.AddDays(20),
            names => names.AddDnsName("www.hopital-nord.example")
        );

    private static LoopbackServer Platform(SslProtocols protocols, X509Certificate2 certificate) =>
        new(async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }
            );
            await LoopbackServer.UntilClosedAsync(tls);
        });

    private async Task<IReadOnlyDictionary<string, object?>> FactsAsync(Asset asset) => DeclaredFacts.Of(await AskAsync(asset));

    private Task<IReadOnlyList<Finding>> AskAsync(Asset asset, double helloTimeout = 30, TimeProvider? clock = null) =>
        Probe(helloTimeout, clock).AskAsync(asset, ProbeContexts.OnLoopback(_dialer), TestContext.Current.CancellationToken);

    private static TlsProbe Probe(double helloTimeout = 30, TimeProvider? clock = null)
    {
        // a clock that stands at a known day, whose timers run: time limits are real here
        var today = clock ?? new ShiftedClock(Today);
        return new TlsProbe(
            new TrustStore([], []),
            new OldTlsSelfTest(today, NullLogger<OldTlsSelfTest>.Instance),
            today,
            Options.Create(
                new TlsProbeOptions { HelloTimeout = TimeSpan.FromSeconds(helloTimeout), Timeout = TimeSpan.FromMinutes(2) }
            ),
            NullLogger<TlsProbe>.Instance
        );
    }

    private sealed class ShiftedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
