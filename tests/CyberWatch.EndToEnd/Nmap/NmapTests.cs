using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Nmap;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.EndToEnd.Nmap;

/// <summary>The real nmap, on loopback.</summary>
public sealed class NmapTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly SwitchableGuard _guard = new();

    public NmapTests()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/nmap"), "nmap is not installed");
        _server.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int OpenPort => ((IPEndPoint)_server.LocalEndpoint).Port;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_finds_the_open_ports(bool rawSockets)
    {
        Assert.SkipWhen(rawSockets && !Environment.IsPrivilegedProcess, "a SYN scan needs root");
        List<double> steps = [];

        var scan = await Scanner(new NmapOptions(), 1_000_000, rawSockets)
            .FindPortsAsync(IPAddress.Loopback, new Steps(steps), Token);

        var finished = Assert.IsType<PortScan.Finished>(scan);
        Assert.Contains(finished.Ports, port => port.Open && port.Port == OpenPort);
        Assert.Contains(rawSockets ? "-sS" : "-sT", finished.Replay, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_how_far_it_is()
    {
        List<double> steps = [];

        await Scanner(new NmapOptions { PortsTimeout = TimeSpan.FromSeconds(5) }, 2_000)
            .FindPortsAsync(IPAddress.Loopback, new Steps(steps), Token);

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.InRange(step, 0, 100));
    }

    [Fact]
    public async Task A_host_that_takes_too_long_is_unfinished_and_not_without_ports()
    {
        var scan = await Scanner(new NmapOptions { PortsTimeout = TimeSpan.FromSeconds(5) }, 200)
            .FindPortsAsync(IPAddress.Loopback, null, Token);

        Assert.Equal(Silence.TimedOut, Assert.IsType<PortScan.Unfinished>(scan).Why);
    }

    [Fact]
    public async Task It_is_killed_when_its_address_is_excluded_in_the_middle()
    {
        var running = Scanner(new NmapOptions(), 200).FindPortsAsync(IPAddress.Loopback, null, Token);
        await UntilAsync(() => Running.Nmaps(Environment.ProcessId).Length == 1);

        _guard.Close("exclude 127.0.0.1/32 (perimeter.csv line 3)");
        var scan = await running;

        Assert.Equal(Silence.NotAllowed, Assert.IsType<PortScan.Unfinished>(scan).Why);
        Assert.Empty(Running.Nmaps(Environment.ProcessId));
    }

    [Fact]
    public async Task It_is_killed_when_the_scan_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var running = Scanner(new NmapOptions(), 200).FindPortsAsync(IPAddress.Loopback, null, cancel.Token);
        await UntilAsync(() => Running.Nmaps(Environment.ProcessId).Length == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(Running.Nmaps(Environment.ProcessId));
    }

    [Fact]
    public async Task It_does_not_outlive_a_worker_that_is_killed()
    {
        using var worker = Process.Start(
            new ProcessStartInfo(
                Environment.ProcessPath!,
                ["-explicit", "only", "-method", $"{typeof(NmapTests).FullName}.{nameof(Scans_slowly_until_it_is_killed)}"]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        await UntilAsync(() => Running.Nmaps(worker.Id).Length == 1);
        var nmap = Running.Nmaps(worker.Id).Single();

        // kill -9 of the one process, not of its tree
        worker.Kill(entireProcessTree: false);
        await worker.WaitForExitAsync(Token);

        await UntilAsync(() => !Directory.Exists($"/proc/{nmap}"));
    }

    /// <summary>The worker of the test before; no test of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Scans_slowly_until_it_is_killed() =>
        Assert.IsType<PortScan.Unfinished>(
            await Scanner(new NmapOptions { PortsTimeout = TimeSpan.FromMinutes(2) }, 200)
                .FindPortsAsync(IPAddress.Loopback, null, Token)
        );

    [Fact]
    public async Task The_sweep_finds_who_answers_and_leaves_out_what_is_excluded()
    {
        var (up, excluded) = (IPAddress.Parse("127.0.0.41"), IPAddress.Parse("127.0.0.42"));
        _guard.Closed = question => question.Address.Equals(excluded) ? "excluded" : null;

        var sweep = await Scanner(new NmapOptions(), 10_000).FindHostsAsync([up, excluded], Token);

        Assert.Equal([up], sweep.Up);
        Assert.Equal(Silence.NotAllowed, sweep.NotLooked[excluded].Why);
    }

    private NmapPortScanner Scanner(NmapOptions options, int rate, bool rawSockets = false)
    {
        var rates = Options.Create(
            new RateOptions
            {
                PerAddress = rate,
                PerEstablishment = rate,
                InAll = rate,
            }
        );
        var limits = new RateLimits(rates, TimeProvider.System);
        return new NmapPortScanner(
            _guard,
            new Allowance(limits, "990000001"),
            new NmapInstallation(Options.Create(options), NullLogger<NmapInstallation>.Instance, () => rawSockets),
            new NmapRoom(Options.Create(options)),
            TimeProvider.System,
            Options.Create(options),
            NullLogger<NmapPortScanner>.Instance
        );
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(50, limit.Token);
    }

    private sealed class Steps(List<double> steps) : IProgress<double>
    {
        public void Report(double value) => steps.Add(value);
    }
}
