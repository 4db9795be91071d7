using System.Globalization;
using static CyberWatch.EndToEnd.Net.SystemProgram;

namespace CyberWatch.EndToEnd.Net;

/// <summary>
/// Two network namespaces with a wire between them and no way out: the scanner's, and one that holds every address of the test and tells all
/// packets that come.
/// </summary>
internal sealed class CapturedNetwork : IDisposable
{
    private const string ScannerAddress = "203.0.113.250";
    private const string OtherAddress = "198.51.100.250";
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"cwp{Environment.ProcessId}");
    private readonly PacketCapture _capture;

    public CapturedNetwork(params string[] addresses)
    {
        Run("ip", "netns", "add", Scanner);
        Run("ip", "netns", "add", Hosts);
        Run("ip", "link", "add", $"{_name}a", "netns", Scanner, "type", "veth", "peer", "name", $"{_name}b", "netns", Hosts);
        Run("ip", "-n", Scanner, "addr", "add", $"{ScannerAddress}/24", "dev", $"{_name}a");
        Run("ip", "-n", Scanner, "addr", "add", $"{OtherAddress}/24", "dev", $"{_name}a");
        foreach (var address in addresses)
            Run("ip", "-n", Hosts, "addr", "add", $"{address}/24", "dev", $"{_name}b");

        foreach (var (space, device) in new[] { (Scanner, $"{_name}a"), (Hosts, $"{_name}b"), (Scanner, "lo"), (Hosts, "lo") })
            Run("ip", "-n", space, "link", "set", device, "up");

        _capture = new PacketCapture(Hosts, $"{_name}b", $"ip and (src {ScannerAddress} or src {OtherAddress})");
    }

    public string Scanner => _name + "s";

    private string Hosts => _name + "h";

    /// <summary>All packets that have left so far.</summary>
    public IReadOnlyList<SentPacket> Packets => _capture.Packets;

    public void Dispose()
    {
        _capture.Dispose();
        Run("ip", "netns", "delete", Scanner);
        Run("ip", "netns", "delete", Hosts);
    }

    /// <summary>Runs a program inside the scanner's namespace to its end; what it printed.</summary>
    public async Task<(int Exit, string Output)> RunInsideAsync(
        string program,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        using var process = Start("ip", ["netns", "exec", Scanner, program, .. arguments]);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output);
    }
}
