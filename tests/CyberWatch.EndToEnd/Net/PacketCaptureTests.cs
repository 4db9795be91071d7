using System.Globalization;
using System.Net;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.EndToEnd.Net;

/// <summary>Looks at the wire: nothing leaves that the table of design §4 does not allow, whatever names, redirects and aliases say.</summary>
public class PacketCaptureTests
{
    private const string Finess = "990000001";
    private const string InRange = "203.0.113.10";
    private const string Excluded = "203.0.113.20";
    private const string OfTheName = "198.51.100.5";
    private const string Elsewhere = "198.51.100.6";
    private const string Mark = "excluded at ";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_leaves_that_the_table_does_not_allow()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "network namespaces need root");
        Assert.SkipUnless(File.Exists("/usr/bin/tcpdump") && File.Exists("/usr/bin/nmap"), "tcpdump or nmap is not installed");
        using var network = new CapturedNetwork(InRange, Excluded, OfTheName, Elsewhere);

        var method = $"{typeof(PacketCaptureTests).FullName}.{nameof(Asks_what_may_and_what_may_not_be_asked)}";
        var (exit, output) = await network.RunInsideAsync(
            Environment.ProcessPath!,
            ["-explicit", "only", "-showliveoutput", "-method", method],
            Token
        );
        var packets = network.Packets;

        Assert.True(exit == 0, output);
        Assert.Contains(packets, packet => packet is { To: InRange, Port: > 0 });
        Assert.Contains(packets, packet => packet is { To: OfTheName, Port: 443 });
        Assert.All(packets, packet => Assert.True(packet.To != Excluded && packet.To != Elsewhere, $"{packet} left"));
        Assert.All(packets.Where(packet => packet.To == OfTheName), packet => Assert.Equal(443, packet.Port));
        var at = output.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var excluded = double.Parse(output.AsSpan(at, 10), CultureInfo.InvariantCulture);

        // two seconds until the guard reads again; an nmap that was not killed would have gone on for minutes
        Assert.All(
            packets.Where(packet => packet is { To: InRange }),
            packet => Assert.True(packet.At < excluded + 6, $"{packet} left after {excluded}")
        );
    }

    /// <summary>The scanner of the test before, inside its namespace; no test of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Asks_what_may_and_what_may_not_be_asked()
    {
        Assert.False(CyberWatch.Infra.Network.DefaultRoute.Exists(), "only for a namespace without a way out");
        var folder = Directory.CreateTempSubdirectory("cyberwatch-capture-");
        await using var services = Services(folder.FullName);
        await RegisterAsync(services);
        await using (var way = (await services.GetRequiredService<WaysOut>().OpenAsync(Finess, null, Token))!)
        {
            await AskNamesAsync(way);
            await AskPortsAsync(way, services);
        }

        folder.Delete(recursive: true);
    }

    private static async Task AskNamesAsync(WayOut way)
    {
        var www = "www.ch-nord.example";
        way.Guard.Learn(new Lead(LeadKind.Name, www, IPAddress.Parse(OfTheName), []));
        way.Guard.Learn(new Lead(LeadKind.Name, "alias.ch-nord.example", IPAddress.Parse(Excluded), []));
        way.Guard.Learn(new Lead(LeadKind.Name, "www.elsewhere.example", IPAddress.Parse(Elsewhere), []));

        Assert.Equal(Silence.Refused, await Dial(way, OfTheName, 443, Purpose.Tls, www));

        // the name changed its address after it was learned
        Assert.Equal(Silence.NotAllowed, await Dial(way, Elsewhere, 443, Purpose.Tls, www));

        // an alias leads to an excluded address
        Assert.Equal(Silence.NotAllowed, await Dial(way, Excluded, 443, Purpose.Http, "alias.ch-nord.example"));

        // a redirect, or a name in a certificate, points out of the perimeter
        Assert.Equal(Silence.NotAllowed, await Dial(way, Elsewhere, 80, Purpose.Http, "www.elsewhere.example"));

        // a redirect to another port, and ports of somebody else's machine
        Assert.Equal(Silence.NotAllowed, await Dial(way, OfTheName, 8080, Purpose.Http, www));
        Assert.Equal(Silence.NotAllowed, await Dial(way, OfTheName, 22, Purpose.Ports, null));

        var datagrams = await way.Dialer.ConnectDatagramsAsync(
            new Target(IPAddress.Parse(OfTheName), 53),
            Purpose.NameServer,
            Token
        );
        Assert.Equal(Silence.NotAllowed, Assert.IsType<DialledDatagrams.Silent>(datagrams).Why);
    }

    private static async Task AskPortsAsync(WayOut way, IServiceProvider services)
    {
        IPAddress[] range = [IPAddress.Parse(InRange), IPAddress.Parse(Excluded)];
        var sweep = await way.Ports.FindHostsAsync(range, Token);
        Assert.Equal([range[0]], sweep.Up);
        Assert.IsType<PortScan.Unfinished>(await way.Ports.FindPortsAsync(range[1], null, Token));

        var running = way.Ports.FindPortsAsync(range[0], null, Token);
        await Task.Delay(TimeSpan.FromSeconds(4), Token);
        await ExcludeAsync(services, InRange, "perimeter.csv line 9");
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Mark}{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}")
        );

        var unfinished = Assert.IsType<PortScan.Unfinished>(await running);
        Assert.Equal((Silence.NotAllowed, "exclude 203.0.113.10/32 (perimeter.csv line 9)"), (unfinished.Why, unfinished.Detail));
        Assert.Equal(Silence.NotAllowed, await Dial(way, InRange, 443, Purpose.Tls, null));
        await Task.Delay(TimeSpan.FromSeconds(8), Token);
    }

    private static async Task<Silence?> Dial(WayOut way, string address, int port, Purpose purpose, string? name) =>
        (await way.Dialer.ConnectAsync(new Target(IPAddress.Parse(address), port, name), purpose, Token) as Dialled.Silent)?.Why;

    private static ServiceProvider Services(string folder)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Data:Folder"] = folder,
                    ["Scanner:AllowSpecialRanges:0"] = "203.0.113.0/24",
                    ["Scanner:AllowSpecialRanges:1"] = "198.51.100.0/24",
                }
            )
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddRegistry(configuration)
            .AddWaysOut(configuration)
            .BuildServiceProvider();
    }

    private static async Task RegisterAsync(IServiceProvider services)
    {
        await using var registry = await services
            .GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(Token);
        await registry.Database.MigrateAsync(Token);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        registry.Establishments.Add(new Establishment { Finess = Finess, Name = "CH du Nord" });
        registry.Mandates.Add(
            new Mandate
            {
                Finess = Finess,
                SignedBy = "Direction",
                SignedOn = today,
                ValidFrom = today.AddDays(-1),
                ValidUntil = today.AddDays(2),
                Intrusive = false,
                Source = "mandates.csv line 2",
            }
        );
        registry.Perimeter.AddRange(Line(PerimeterKind.Domain, "ch-nord.example"), Line(PerimeterKind.Range, "203.0.113.0/24"));
        await registry.SaveChangesAsync(Token);
        await ExcludeAsync(services, Excluded, "perimeter.csv line 4");
    }

    private static async Task ExcludeAsync(IServiceProvider services, string address, string source)
    {
        await using var registry = await services
            .GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(Token);
        registry.Perimeter.Add(Line(PerimeterKind.Exclude, address + "/32", source));
        await registry.SaveChangesAsync(Token);
    }

    private static PerimeterEntry Line(PerimeterKind kind, string value, string source = "perimeter.csv line 2") =>
        new()
        {
            Finess = Finess,
            Kind = kind,
            Value = value,
            Source = source,
        };
}
