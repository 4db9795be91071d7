using System.Diagnostics;
using System.Globalization;

namespace CyberWatch.EndToEnd.Net;

/// <summary>A packet that left the scanner, as tcpdump saw it arrive.</summary>
internal sealed record SeenPacket(double At, string Address, int Port);

/// <summary>
/// Two network namespaces with a wire between them and no way out: the scanner's, and one that holds every address of the test and tells all
/// packets that come.
/// </summary>
internal sealed class CapturedNetwork : IDisposable
{
    private const string ScannerAddress = "203.0.113.250";
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"cwp{Environment.ProcessId}");
    private readonly List<string> _lines = [];
    private readonly Process _capture;

    public CapturedNetwork(params string[] addresses)
    {
        Run("ip", "netns", "add", Scanner);
        Run("ip", "netns", "add", Hosts);
        Run("ip", "link", "add", $"{_name}a", "netns", Scanner, "type", "veth", "peer", "name", $"{_name}b", "netns", Hosts);
        Run("ip", "-n", Scanner, "addr", "add", $"{ScannerAddress}/24", "dev", $"{_name}a");
        Run("ip", "-n", Scanner, "addr", "add", "198.51.100.250/24", "dev", $"{_name}a");
        foreach (var address in addresses)
            Run("ip", "-n", Hosts, "addr", "add", $"{address}/24", "dev", $"{_name}b");

        foreach (var (space, device) in new[] { (Scanner, $"{_name}a"), (Hosts, $"{_name}b"), (Scanner, "lo"), (Hosts, "lo") })
            Run("ip", "-n", space, "link", "set", device, "up");

        _capture = Start(
            "ip",
            [
                "netns",
                "exec",
                Hosts,
                "tcpdump",
                "-l",
                "-n",
                "-tt",
                "--immediate-mode",
                "-i",
                $"{_name}b",
                "ip",
                "and",
                "src",
                "net",
                "203.0.113.250/32",
                "or",
                "src",
                "net",
                "198.51.100.250/32",
            ]
        );
        _capture.OutputDataReceived += (_, line) => Keep(line.Data);
        _capture.BeginOutputReadLine();
        while (_capture.StandardError.ReadLine() is { } line && !line.Contains("listening on", StringComparison.Ordinal)) { }
    }

    public string Scanner => _name + "s";

    private string Hosts => _name + "h";

    /// <summary>All packets that have left so far.</summary>
    public IReadOnlyList<SeenPacket> Packets
    {
        get
        {
            lock (_lines)
                return [.. _lines.Select(Read).OfType<SeenPacket>()];
        }
    }

    public void Dispose()
    {
        _capture.Kill();
        _capture.WaitForExit();
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

    // 1795681033.123456 IP 203.0.113.250.40000 > 203.0.113.10.443: Flags [S], …   (ICMP has no ports)
    private static SeenPacket? Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 5 || words[1] != "IP")
            return null;

        var parts = words[4].TrimEnd(':').Split('.');
        var port = parts.Length == 5 ? int.Parse(parts[4], CultureInfo.InvariantCulture) : 0;
        return new SeenPacket(double.Parse(words[0], CultureInfo.InvariantCulture), string.Join('.', parts.Take(4)), port);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;

        lock (_lines)
            _lines.Add(line);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.StandardError.ReadToEnd()}");
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
