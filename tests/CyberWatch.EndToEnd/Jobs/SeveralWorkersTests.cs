using CyberWatch.EndToEnd.Net;
using CyberWatch.EndToEnd.Nmap;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>Two real workers on two machines over one registry, and every packet that leaves them.</summary>
public sealed class SeveralWorkersTests
{
    private const int InAll = 3_000;

    public SeveralWorkersTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "network namespaces need root");
        Assert.SkipUnless(File.Exists("/usr/bin/tcpdump") && File.Exists("/usr/bin/nmap"), "tcpdump or nmap is not installed");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_spreads_no_establishment_is_scanned_by_two_and_the_sum_keeps_to_the_rate_of_all(bool onServer)
    {
        const int Count = 6;
        await using var sector = await SharedSector.MakeAsync(Count, onServer ? PostgresServer.Shared : null);
        using var network = new TwoMachines(SharedSector.Addresses(Count));
        string[] rates = [$"--Scanner:Rates:InAll={InAll}", "--Scanner:ParallelScans=2", "--Scanner:Nmap:PortsTimeout=00:00:20"];
        using var first = Worker(sector, network, TwoMachines.First, rates);
        using var second = Worker(sector, network, TwoMachines.Second, rates);

        await sector.UntilDoneAsync(300, first, second);

        var packets = network.Packets;
        var senders = packets.GroupBy(packet => packet.To).Select(to => to.Select(packet => packet.From).Distinct().Count());
        Assert.Equal([.. SharedSector.Addresses(Count).Order()], packets.Select(packet => packet.To).Distinct().Order());
        Assert.All(senders, one => Assert.Equal(1, one));
        Assert.Equal([TwoMachines.First, TwoMachines.Second], packets.Select(packet => packet.From).Distinct().Order());
        // the limits let a tenth of a second's worth go at once, and nmap's clock is not ours
        Assert.InRange(Busiest(packets), InAll / 3, InAll * 1.2);
        Assert.All(sector.Scans(), scan => Assert.Equal(0, scan.Recovered));
    }

    [Theory]
    [InlineData("KILL", false)]
    [InlineData("STOP", false)]
    [InlineData("KILL", true)]
    [InlineData("STOP", true)]
    public async Task Schedule_killed_scan_not_resumed_by_the_other_worker(string signal, bool onServer)
    {
        await using var sector = await SharedSector.MakeAsync(1, onServer ? PostgresServer.Shared : null);
        using var network = new TwoMachines(SharedSector.Addresses(1));
        using var first = Worker(sector, network, TwoMachines.First, "--Scanner:Rates:PerAddress=300");
        await UntilNmapRunsAsync(first, network);
        using var second = Worker(sector, network, TwoMachines.Second);
        await HaltAsync(first, signal, sector);

        await sector.UntilAsync(rows => rows[0].Owner?.EndsWith($"/{second.Id}", StringComparison.Ordinal) == true, 60, second);
        await sector.UntilDoneAsync(120, second);
        if (signal == "STOP")
        {
            first.Signal("CONT");
            await Eventually.TrueAsync(
                () => first.Said.Contains("this one stops", StringComparison.Ordinal),
                60,
                () => first.Said
            );
        }

        var packets = network.Packets;
        var takenOver = packets.First(packet => packet.From == TwoMachines.Second).At;
        Assert.All(packets.Where(packet => packet.From == TwoMachines.First), packet => Assert.True(packet.At < takenOver));
        var scan = Assert.Single(sector.Scans());
        Assert.Equal((ScanState.Done, 1, 2L), (scan.State, scan.Recovered, scan.Epoch));
        Assert.Equal(sector.Kept().Distinct().Order(), sector.Kept().Order());
    }

    private static WorkerProcess Worker(SharedSector sector, TwoMachines network, string machine, params string[] options) =>
        new(network.On(machine), sector.Path, [.. sector.Arguments, .. options]);

    private static async Task UntilNmapRunsAsync(WorkerProcess worker, TwoMachines network)
    {
        await Eventually.TrueAsync(() => network.Packets.Count > 600, 60, () => worker.Said);
        Assert.NotEmpty(Running.Nmaps(worker.Id));
    }

    /// <summary>A worker that is frozen while it writes holds SQLite's lock, and nobody can do anything: that is thawed and frozen again.</summary>
    private static async Task HaltAsync(WorkerProcess worker, string signal, SharedSector sector)
    {
        var nmaps = Running.Nmaps(worker.Id);
        worker.Signal(signal);
        for (var turn = 0; signal == "STOP" && !sector.IsWritable(); turn++)
        {
            Assert.True(turn < 10, "frozen in the middle of a write, again and again");
            worker.Signal("CONT");
            await Task.Delay(TimeSpan.FromMilliseconds(130), Token);
            worker.Signal("STOP");
        }
        // nmap runs by itself: its life line ends it, long before the lease does
        await Eventually.TrueAsync(() => !nmaps.Any(nmap => Directory.Exists($"/proc/{nmap}") && !IsDead(nmap)), 14);
    }

    // who is frozen waits for nobody, so that what was killed stays as a zombie
    private static bool IsDead(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The most packets that left within any one second.</summary>
    private static int Busiest(IReadOnlyList<SentPacket> packets)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < packets.Count; last++)
        {
            while (packets[last].At - packets[first].At > 1)
                first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }
}
