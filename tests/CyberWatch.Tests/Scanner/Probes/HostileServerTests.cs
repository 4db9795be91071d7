using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Probes.Http;
using CyberWatch.Scanner.Probes.Service;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Probes;

/// <summary>Servers that lie, drip and never end: a probe ends by itself, with facts or a silence, and never with an exception.</summary>
public sealed class HostileServerTests
{
    private const string Name = "www.hopital-nord.example";
    private readonly LoopbackDialer _dialer = new();

    public static TheoryData<string> OfTheWeb() => [.. HostileScripts.Web.Keys];

    public static TheoryData<string> OfTls() => [.. HostileScripts.Tls.Keys];

    public static TheoryData<string> Locations() => [.. HostileScripts.Locations];

    [Theory]
    [MemberData(nameof(OfTheWeb))]
    public async Task A_web_server_cannot_hold_or_break_the_http_probe(string script)
    {
        await using var server = new LoopbackServer(async stream =>
        {
            await WebServer.HeadAsync(stream);
            await HostileScripts.Web[script](stream);
        });

        AssertEnded(await AskHttpAsync(server.Port));
    }

    [Theory]
    [MemberData(nameof(Locations))]
    public async Task A_redirect_leads_nowhere_that_was_not_allowed(string location)
    {
        await using var server = WebServer.Plain(_ => WebServer.Redirect(location));
        var guard = new OpenGuard
        {
            Deny = question => IPAddress.IsLoopback(question.Address) ? null : "outside",
            Inside = name => name == Name,
        };

        AssertEnded(await AskHttpAsync(server.Port, guard));

        Assert.All(_dialer.Asked, target => Assert.True(IPAddress.IsLoopback(target.Address)));
    }

    [Fact]
    public async Task A_redirect_that_grows_ends()
    {
        await using var server = WebServer.Plain(head => WebServer.Redirect(WebServer.PathOf(head) + "a"));

        AssertEnded(await AskHttpAsync(server.Port));

        Assert.InRange(_dialer.Asked.Count, 1, 2 * SiteClient.MostRequests);
    }

    [Theory]
    [MemberData(nameof(OfTls))]
    public async Task A_server_cannot_hold_or_break_the_tls_probe(string script)
    {
        await using var server = new LoopbackServer(HostileScripts.Tls[script]);
        var probe = new TlsProbe(
            new TrustStore([], []),
            new OldTlsSelfTest(TimeProvider.System, NullLogger<OldTlsSelfTest>.Instance),
            TimeProvider.System,
            Options.Create(new TlsProbeOptions { HelloTimeout = TimeSpan.FromSeconds(0.5), Timeout = TimeSpan.FromSeconds(5) }),
            NullLogger<TlsProbe>.Instance
        );

        AssertEnded(await AskAsync(probe, server.Service(Name), new OpenGuard()));
    }

    [Theory]
    [InlineData("220 ", "-", 20)]
    [InlineData("", "220-more\r\n", 0)]
    [InlineData("SSH-2.0-", "x", 0)]
    [InlineData("\u00ff\u00fd", "\u00ff\u00fd\u0018", 0)]
    [InlineData("RFB 003.008\n", "\0", 5)]
    [InlineData("* OK ", "* CAPABILITY a\r\n", 0)]
    public async Task A_server_cannot_hold_or_break_the_service_probe(string first, string again, int pause)
    {
        await using var server = new LoopbackServer(stream => HostileScripts.ForeverAsync(stream, first, again, pause));
        var options = new ServiceProbeOptions
        {
            Greeting = TimeSpan.FromMilliseconds(200),
            LateGreeting = TimeSpan.FromMilliseconds(400),
            Answer = TimeSpan.FromMilliseconds(400),
        };
        var guard = new OpenGuard();
        var context = new ProbeContext(guard, Dialling.Through(guard), null!, null!, Guid.Empty) { KnownPorts = [server.Port] };

        var probe = new ServiceProbe(TimeProvider.System, Options.Create(options), Options.Create(new ContactOptions()));
        var findings = await probe.AskAsync(new Asset.Host(IPAddress.Loopback), context, TestContext.Current.CancellationToken);

        Assert.Single(findings);
    }

    private Task<IReadOnlyList<Finding>> AskHttpAsync(int port, OpenGuard? guard = null)
    {
        (_dialer.Ports[80], _dialer.Ports[443]) = (port, LoopbackServer.ClosedPort());
        var probe = new HttpProbe(
            TimeProvider.System,
            Options.Create(
                new HttpProbeOptions { RequestTimeout = TimeSpan.FromSeconds(0.5), Timeout = TimeSpan.FromSeconds(3) }
            ),
            Options.Create(new ContactOptions { ContactUrl = "https://cert.example/scan" }),
            NullLogger<HttpProbe>.Instance
        );
        return AskAsync(probe, new Asset.Site(IPAddress.Loopback, Name), guard ?? new OpenGuard());
    }

    private Task<IReadOnlyList<Finding>> AskAsync(IProbe probe, Asset asset, OpenGuard guard) =>
        probe.AskAsync(asset, ProbeContexts.OnLoopback(_dialer, guard), TestContext.Current.CancellationToken);

    private static void AssertEnded(IReadOnlyList<Finding> findings) =>
        Assert.True(Assert.Single(findings).Answer is ProbeAnswer.Facts or ProbeAnswer.NoAnswer);
}
