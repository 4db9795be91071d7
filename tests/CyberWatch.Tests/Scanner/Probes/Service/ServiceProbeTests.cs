using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Probes.Service;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Service;

public sealed class ServiceProbeTests : IDisposable
{
    private readonly OpenGuard _guard = new();
    private readonly List<TcpListener> _servers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _servers.ForEach(server => server.Dispose());

    [Fact]
    public async Task A_port_that_greets_is_known_by_its_greeting()
    {
        var port = Serve(async stream =>
        {
            await stream.WriteAsync("220 mx.ch-nord.example ESMTP Postfix\r\n"u8.ToArray());
            await ReadAsync(stream);
            await stream.WriteAsync("250-mx.ch-nord.example\r\n250-STARTTLS\r\n250 SIZE 10\r\n"u8.ToArray());
            await ReadAsync(stream);
        });

        var facts = FactsOf(Assert.Single(await Ask([port])));

        Assert.Equal(("smtp", "Postfix", true), (facts["service"], facts["product"], facts["starttls"]));
        Assert.Equal(false, facts["auth_before_tls"]);
        Assert.Equal("220 mx.ch-nord.example ESMTP Postfix", facts["greeting"]);
    }

    [Fact]
    public async Task A_port_that_waits_is_asked()
    {
        var port = Serve(async stream =>
        {
            await ReadAsync(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n\r\nhello"u8.ToArray());
        });

        var facts = FactsOf(Assert.Single(await Ask([port])));

        Assert.Equal(("http", "nginx", "1.22.1"), (facts["service"], facts["product"], facts["version"]));
        Assert.Null(facts["greeting"]);
    }

    [Fact]
    public async Task A_port_that_says_nothing_is_open_and_no_more()
    {
        var port = Serve(stream => ReadAsync(stream, 100));

        var facts = FactsOf(Assert.Single(await Ask([port])));

        Assert.Equal(true, facts["open"]);
        Assert.DoesNotContain("service", facts);
        Assert.DoesNotContain("product", facts);
    }

    [Fact]
    public async Task What_nmap_finds_in_an_unknown_port_counts_only_when_the_service_said_it()
    {
        var (probed, guessed) = (Serve(stream => ReadAsync(stream, 100)), Serve(stream => ReadAsync(stream, 100)));
        var scanner = new FoundPorts([probed, guessed])
        {
            Services =
            [
                new ScannedPort(
                    probed,
                    Transport.Tcp,
                    "open",
                    "syn-ack",
                    new ScannedService("chargen", null, null, null, null, [], Probed: true)
                ),
                new ScannedPort(
                    guessed,
                    Transport.Tcp,
                    "open",
                    "syn-ack",
                    new ScannedService("vrml", null, null, null, null, [], Probed: false)
                ),
            ],
        };

        var findings = (await Ask([], scanner))
            .Where(finding => finding.Asset is Asset.Service { Transport: Transport.Tcp })
            .ToArray();

        var facts = FactsOf(findings.Single(finding => ((Asset.Service)finding.Asset).Port == probed));
        Assert.Equal(("chargen", true), (facts["service"], facts["asked_by_nmap"]));
        Assert.DoesNotContain("service", FactsOf(findings.Single(finding => ((Asset.Service)finding.Asset).Port == guessed)));
    }

    [Fact]
    public async Task A_known_port_that_is_closed_is_refused()
    {
        var finding = Assert.Single(await Ask([ClosedPort()]));

        Assert.Equal(Silence.Refused, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Fact]
    public async Task A_known_port_that_may_not_be_asked_is_not_called_closed()
    {
        _guard.Deny = _ => "exclude 127.0.0.1/32 (perimeter.csv line 2)";

        var answer = Assert.IsType<ProbeAnswer.NoAnswer>(Assert.Single(await Ask([443])).Answer);

        Assert.Equal((Silence.NotAllowed, "exclude 127.0.0.1/32 (perimeter.csv line 2)"), (answer.Why, answer.Detail));
    }

    [Fact]
    public async Task Nmap_host_timed_out_concludes_nothing_about_ports_that_nobody_knows()
    {
        var scanner = new FoundPorts([]) { Instead = new PortScan.Unfinished(Silence.TimedOut, "nmap gave up", "nmap") };

        var findings = (await Ask([], scanner)).Where(finding => finding.Asset is not Asset.Service { Transport: Transport.Udp });

        var finding = Assert.Single(findings);
        Assert.IsType<Asset.Host>(finding.Asset);
        Assert.Equal(Silence.TimedOut, Assert.IsType<ProbeAnswer.NoAnswer>(finding.Answer).Why);
    }

    [Fact]
    public async Task A_stranger_who_floods_is_read_no_further_than_the_bound()
    {
        var port = Serve(async stream =>
        {
            var flood = new byte[64 * 1024];
            while (true)
                await stream.WriteAsync(flood);
        });

        var facts = FactsOf(Assert.Single(await Ask([port])));

        Assert.DoesNotContain("service", facts);
        Assert.True(((string?)facts["greeting"])?.Length is null or <= 200);
    }

    [Fact]
    public async Task Every_fact_that_is_stated_is_declared()
    {
        var port = Serve(async stream => await stream.WriteAsync("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray()));

        var facts = FactsOf(Assert.Single(await Ask([port])));

        Assert.All(facts.Keys, fact => Assert.Contains(fact, FactCatalogue.Of("service")!));
    }

    private async Task<IReadOnlyList<Finding>> Ask(IReadOnlyList<int> known, FoundPorts? scanner = null)
    {
        var options = new ServiceProbeOptions
        {
            Greeting = TimeSpan.FromMilliseconds(200),
            LateGreeting = TimeSpan.FromMilliseconds(400),
            Answer = TimeSpan.FromMilliseconds(400),
        };
        var context = new ProbeContext(_guard, Dialling.Through(_guard), null!, null!, Guid.Empty)
        {
            KnownPorts = known,
            Ports = scanner,
            AllPorts = scanner is not null,
        };
        return await new ServiceProbe(
            TimeProvider.System,
            Microsoft.Extensions.Options.Options.Create(options),
            Microsoft.Extensions.Options.Options.Create(new ContactOptions())
        ).AskAsync(new Asset.Host(IPAddress.Loopback), context, Token);
    }

    private int Serve(Func<NetworkStream, Task> answer)
    {
        var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        _servers.Add(server);
        _ = AcceptAsync(server, answer);
        return ((IPEndPoint)server.LocalEndpoint).Port;
    }

    private static async Task AcceptAsync(TcpListener server, Func<NetworkStream, Task> answer)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await server.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(socket, answer);
        }
    }

    private static async Task AnswerAsync(Socket socket, Func<NetworkStream, Task> answer)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await answer(stream);
        }
        catch (IOException)
        {
            // the prober has left
        }
    }

    private static async Task ReadAsync(NetworkStream stream, int times = 1)
    {
        var buffer = new byte[4096];
        for (var i = 0; i < times && await stream.ReadAsync(buffer) > 0; i++) { }
    }

    private static IReadOnlyDictionary<string, object?> FactsOf(Finding finding) =>
        Assert.IsType<ProbeAnswer.Facts>(finding.Answer).Values;

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
