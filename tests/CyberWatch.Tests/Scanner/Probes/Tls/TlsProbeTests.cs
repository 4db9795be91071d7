using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class TlsProbeTests : TlsProbeRun
{
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
}
