using System.Net;
using System.Text;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Nmap;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CyberWatch.Tests.Scanner.Net.Nmap;

public class NmapPortScannerTests
{
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.50");

    [Fact]
    public async Task Nmap_host_timed_out_says_nothing_about_any_port()
    {
        var hosts = await Read(Cases.Given("nmap-host-timed-out", "today_nmap_xml"));

        var scan = NmapPortScanner.Judge(Address, new NmapOutcome(hosts, Complete: true, null), denied: null, "nmap");

        Assert.Equal(Silence.TimedOut, Assert.IsType<PortScan.Unfinished>(scan).Why);
    }

    [Fact]
    public void A_host_that_was_finished_before_nmap_was_killed_counts()
    {
        var host = new NmapEvent.Host(Address, Up: true, TimedOut: false, []);

        var scan = NmapPortScanner.Judge(Address, new NmapOutcome([host], Complete: false, "stopped"), "excluded", "nmap");

        Assert.IsType<PortScan.Finished>(scan);
    }

    [Theory]
    [InlineData("exclude 203.0.113.50/32 (perimeter.csv line 9)", Silence.NotAllowed)]
    [InlineData(null, Silence.OurFault)]
    public void A_run_that_gave_no_host_is_never_a_host_without_ports(string? denied, Silence why)
    {
        var scan = NmapPortScanner.Judge(Address, new NmapOutcome([], Complete: true, null), denied, "nmap");

        Assert.Equal(why, Assert.IsType<PortScan.Unfinished>(scan).Why);
    }

    [Fact]
    public async Task Without_nmap_nothing_is_known_and_the_remedy_is_said()
    {
        var scanner = Scanner(new NmapOptions { Program = "no-such-nmap" }, new OpenGuard());

        var scan = await scanner.FindPortsAsync(IPAddress.Loopback, null, TestContext.Current.CancellationToken);
        var sweep = await scanner.FindHostsAsync([IPAddress.Loopback], TestContext.Current.CancellationToken);

        var unfinished = Assert.IsType<PortScan.Unfinished>(scan);
        Assert.Equal(Silence.OurFault, unfinished.Why);
        Assert.Contains("apt-get install nmap", unfinished.Detail, StringComparison.Ordinal);
        Assert.Empty(sweep.Up);
        Assert.Equal(Silence.OurFault, sweep.NotLooked[IPAddress.Loopback].Why);
    }

    [Theory]
    [InlineData("Nmap version 7.93 ( https://nmap.org )", true)]
    [InlineData("Nmap version 7.80SVN ( https://nmap.org )", true)]
    [InlineData("Nmap version 7.70 ( https://nmap.org )", false)]
    [InlineData("Ncat: Version 7.93", false)]
    [InlineData("", false)]
    public void An_old_or_another_program_is_told(string said, bool usable)
    {
        var found = NmapInstallation.Judge("nmap", said, rawSockets: true);

        Assert.Equal(usable, found is NmapFound.Usable);
    }

    [Theory]
    [InlineData("CapEff:\t000001ffffffffff\nCapAmb:\t0000000000000000", true, true)]
    [InlineData("CapEff:\t00000000a80425fb\nCapAmb:\t0000000000000000", true, true)] // what containers usually leave
    [InlineData("CapEff:\t00000000a80425fb\nCapAmb:\t0000000000000000", false, false)]
    [InlineData("CapEff:\t0000000000003000\nCapAmb:\t0000000000003000", false, true)]
    [InlineData("CapEff:\t00000000a80405fb", false, false)]
    [InlineData("CapEff:\t0000000000001000", true, false)]
    [InlineData("", true, false)]
    public void Raw_sockets_are_there_by_root_or_by_ambient_capability(string status, bool root, bool allowed) =>
        Assert.Equal(allowed, RawSockets.Allowed(status.Split('\n'), root));

    [Fact]
    public void Without_raw_sockets_nmap_connects()
    {
        var conditions = new NmapArguments.Conditions(false, Address.AddressFamily, 180, TimeSpan.FromMinutes(1));

        Assert.Contains("-sT", NmapArguments.Ports(conditions));
        Assert.Contains("--unprivileged", NmapArguments.Ports(conditions));
        Assert.DoesNotContain("-sS", NmapArguments.Services(conditions, [22]));
        Assert.DoesNotContain("-PE", NmapArguments.Sweep(conditions));
    }

    [Fact]
    public void Every_run_keeps_to_its_rate_and_looks_up_no_name()
    {
        var conditions = new NmapArguments.Conditions(
            true,
            System.Net.Sockets.AddressFamily.InterNetworkV6,
            180,
            TimeSpan.FromMinutes(1)
        );

        Assert.All(
            [NmapArguments.Ports(conditions), NmapArguments.Services(conditions, [22]), NmapArguments.Sweep(conditions)],
            arguments =>
            {
                Assert.Equal("180", arguments[arguments.ToList().IndexOf("--max-rate") + 1]);
                Assert.Contains("-n", arguments);
                Assert.Contains("-6", arguments);
                Assert.DoesNotContain("--noninteractive", arguments);
            }
        );
    }

    [Fact]
    public async Task Ports_of_health_equipment_are_never_asked_by_nmap()
    {
        int[] ports = [102, 104, 502, 2575, 2761, 2762, 4242, 6661, 9100, 9101, 9102, 9103, 9104, 9105, 9106, 9107, 11112, 47808];
        var guard = new OpenGuard();

        var scan = await Scanner(new NmapOptions { Program = "/bin/true" }, guard)
            .AskServicesAsync(IPAddress.Loopback, ports, TestContext.Current.CancellationToken);

        Assert.Empty(Assert.IsType<PortScan.Finished>(scan).Ports);
        Assert.Empty(guard.Asked);
    }

    private static NmapPortScanner Scanner(NmapOptions options, IScopeGuard guard) =>
        new(
            guard,
            new Allowance(Dialling.Unlimited, "990000001"),
            new NmapInstallation(Microsoft.Extensions.Options.Options.Create(options), NullLogger<NmapInstallation>.Instance),
            new NmapRoom(Microsoft.Extensions.Options.Options.Create(options)),
            TimeProvider.System,
            Microsoft.Extensions.Options.Options.Create(options),
            NullLogger<NmapPortScanner>.Instance
        );

    private static async Task<IReadOnlyList<NmapEvent.Host>> Read(string xml) =>
        [
            .. (
                await NmapXmlReader
                    .ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(xml)))
                    .ToListAsync(TestContext.Current.CancellationToken)
            ).OfType<NmapEvent.Host>(),
        ];
}
