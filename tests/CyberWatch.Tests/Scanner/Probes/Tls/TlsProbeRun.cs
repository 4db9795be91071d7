using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

/// <summary>Runs the probe against loopback servers on a known day.</summary>
public abstract class TlsProbeRun
{
    private protected static readonly DateTimeOffset Today = new(2030, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private protected readonly LoopbackDialer _dialer = new();

    private protected static X509Certificate2 Certificate() =>
        MadeCertificates.SelfSigned(
            "CN=www.hopital-nord.example",
            Today.AddDays(-10),
            Today.AddDays(20),
            names => names.AddDnsName("www.hopital-nord.example")
        );

    private protected static LoopbackServer Platform(SslProtocols protocols, X509Certificate2 certificate) =>
        new(async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }
            );
            await LoopbackServer.UntilClosedAsync(tls);
        });

    private protected async Task<IReadOnlyDictionary<string, object?>> FactsAsync(Asset asset) =>
        DeclaredFacts.Of(await AskAsync(asset));

    private protected Task<IReadOnlyList<Finding>> AskAsync(Asset asset, double helloTimeout = 30, TimeProvider? clock = null) =>
        Probe(helloTimeout, clock).AskAsync(asset, ProbeContexts.OnLoopback(_dialer), TestContext.Current.CancellationToken);

    private protected static TlsProbe Probe(double helloTimeout = 30, TimeProvider? clock = null)
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

    private protected sealed class ShiftedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
