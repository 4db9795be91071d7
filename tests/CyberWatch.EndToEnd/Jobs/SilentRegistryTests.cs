using CyberWatch.EndToEnd.Nmap;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>A real worker whose PostgreSQL goes away while its nmap runs, and every packet that leaves it.</summary>
public sealed class SilentRegistryTests
{
    private static readonly TimeSpan ToBeSure = TimeSpan.FromSeconds(5);

    public SilentRegistryTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "network namespaces need root");
        Assert.SkipUnless(File.Exists("/usr/bin/tcpdump") && File.Exists("/usr/bin/nmap"), "tcpdump or nmap is not installed");
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task Nothing_leaves_a_worker_whose_lease_could_not_be_renewed_and_it_goes_on_when_the_registry_is_back(
        string signal
    )
    {
        using var server = PostgresServer.OfItsOwn();
        await using var sector = await SharedSector.MakeAsync(1, server);
        using var network = new TwoMachines(SharedSector.Addresses(1));
        string[] slow = ["--Scanner:Rates:PerAddress=300", "--Scanner:Nmap:PortsTimeout=00:00:30"];
        using var worker = new WorkerProcess(network.On(TwoMachines.First), sector.Path, [.. sector.Arguments, .. slow]);
        await Eventually.TrueAsync(() => network.Packets.Count > 300, 60, () => worker.Said);
        Assert.NotEmpty(Running.Nmaps(worker.Id));

        server.Signal(signal);
        var over = Now() + WorkerProcess.Lease.TotalSeconds;
        await Task.Delay(WorkerProcess.Lease + ToBeSure, TestContext.Current.CancellationToken);
        var back = Now();
        server.BackFrom(signal);

        await sector.UntilDoneAsync(120, worker);
        Assert.DoesNotContain(network.Packets, packet => packet.At >= over && packet.At < back);
        Assert.Contains(network.Packets, packet => packet.At >= back);
        var scan = Assert.Single(sector.Scans());
        Assert.Equal((ScanState.Done, 1, 2L), (scan.State, scan.Recovered, scan.Epoch));
        Assert.Equal(sector.Kept().Distinct().Order(), sector.Kept().Order());
    }

    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
}
