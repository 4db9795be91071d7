using System.Globalization;
using CyberWatch.EndToEnd.Net;
using static CyberWatch.EndToEnd.Net.SystemProgram;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>
/// Three network namespaces and no way out: a machine for each of two workers, and one that holds every address of the test, with a bridge
/// that tells all packets that come from the two.
/// </summary>
internal sealed class TwoMachines : IDisposable
{
    public const string First = "203.0.113.250";
    public const string Second = "203.0.113.251";

    private static int _made;
    private readonly string _name = string.Create(
        CultureInfo.InvariantCulture,
        $"w{Interlocked.Increment(ref _made)}x{Environment.ProcessId}"
    );
    private readonly PacketCapture _capture;

    public TwoMachines(params string[] addresses)
    {
        Run("ip", "netns", "add", Hosts);
        Run("ip", "-n", Hosts, "link", "add", "bridge", "type", "bridge");
        Run("ip", "-n", Hosts, "link", "set", "bridge", "up");
        Connect("a", First);
        Connect("b", Second);
        foreach (var address in addresses)
            Run("ip", "-n", Hosts, "addr", "add", $"{address}/24", "dev", "bridge");

        _capture = new PacketCapture(Hosts, "bridge", $"ip and (src {First} or src {Second})");
    }

    /// <summary>What stands before a program that is to run on one of the machines.</summary>
    public string[] On(string machine) => ["ip", "netns", "exec", _name + (machine == First ? "a" : "b")];

    private string Hosts => _name + "h";

    /// <summary>All packets that have left so far, in order.</summary>
    public IReadOnlyList<SentPacket> Packets => _capture.Packets;

    public void Dispose()
    {
        _capture.Dispose();
        foreach (var space in new[] { _name + "a", _name + "b", Hosts })
            Run("ip", "netns", "delete", space);
    }

    private void Connect(string letter, string address)
    {
        var (space, near, far) = (_name + letter, $"{_name}{letter}0", $"{_name}{letter}1");
        Run("ip", "netns", "add", space);
        Run("ip", "link", "add", near, "netns", space, "type", "veth", "peer", "name", far, "netns", Hosts);
        Run("ip", "-n", Hosts, "link", "set", far, "master", "bridge");
        Run("ip", "-n", space, "addr", "add", $"{address}/24", "dev", near);
        foreach (var (where, device) in new[] { (space, near), (space, "lo"), (Hosts, far) })
            Run("ip", "-n", where, "link", "set", device, "up");
    }
}
