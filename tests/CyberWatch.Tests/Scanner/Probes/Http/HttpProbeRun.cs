using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Probes.Http;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Probes.Http;

/// <summary>Runs the probe against two loopback servers, plain and secure, that answer as a test says.</summary>
public abstract class HttpProbeRun
{
    private protected const string Name = "www.hopital-nord.example";
    private protected const string Home = "<html><head><title>Centre hospitalier</title></head><body>Bienvenue</body></html>";
    private protected static readonly string[] AboutHeaders =
    [
        "hsts_max_age",
        "csp",
        "framing_denied",
        "nosniff",
        "session_cookies",
    ];

    private protected readonly LoopbackDialer _dialer = new();
    private protected readonly OpenGuard _guard = new()
    {
        Inside = name => name.EndsWith("hopital-nord.example", StringComparison.Ordinal),
    };
    private protected readonly List<string> _heads = [];

    private protected async Task<IReadOnlyDictionary<string, object?>> FactsAsync(
        Func<string, string?>? plain,
        Func<string, string?>? secure,
        IResolver? resolver = null
    ) => DeclaredFacts.Of(await AskAsync(plain, secure, resolver));

    private protected async Task<IReadOnlyList<Finding>> AskAsync(
        Func<string, string?>? plain,
        Func<string, string?>? secure,
        IResolver? resolver = null
    )
    {
        await using var first = plain is null ? null : WebServer.Plain(head => Kept(head, plain));
        await using var second = secure is null ? null : WebServer.Secure(head => Kept(head, secure));
        _dialer.Ports[80] = first?.Port ?? LoopbackServer.ClosedPort();
        _dialer.Ports[443] = second?.Port ?? LoopbackServer.ClosedPort();
        var probe = new HttpProbe(
            TimeProvider.System,
            Options.Create(new HttpProbeOptions { RequestTimeout = TimeSpan.FromSeconds(20) }),
            Options.Create(new ContactOptions { ContactUrl = "https://cert.example/scan" }),
            NullLogger<HttpProbe>.Instance
        );
        return await probe.AskAsync(
            new Asset.Site(IPAddress.Loopback, Name),
            ProbeContexts.OnLoopback(_dialer, _guard, resolver),
            TestContext.Current.CancellationToken
        );
    }

    private protected string? Kept(string head, Func<string, string?> answer)
    {
        lock (_heads)
            _heads.Add(head);

        return answer(head);
    }
}
