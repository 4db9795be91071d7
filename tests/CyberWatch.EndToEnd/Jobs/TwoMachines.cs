using System.Diagnostics;
using System.Globalization;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>A packet that left one of the two machines, as tcpdump saw it arrive.</summary>
internal sealed record SentPacket(double At, string From, string To);

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
    private readonly List<string> _lines = [];
    private readonly Process _capture;

    public TwoMachines(params string[] addresses)
    {
        Run("ip", "netns", "add", Hosts);
        Run("ip", "-n", Hosts, "link", "add", "bridge", "type", "bridge");
        Run("ip", "-n", Hosts, "link", "set", "bridge", "up");
        Connect("a", First);
        Connect("b", Second);
        foreach (var address in addresses)
            Run("ip", "-n", Hosts, "addr", "add", $"{address}/24", "dev", "bridge");

        string[] filter = ["-i", "bridge", "ip", "and", "(src", First, "or", "src", $"{Second})"];
        _capture = Start(
            "ip",
            ["netns", "exec", Hosts, "tcpdump", "-l", "-n", "-tt", "--immediate-mode", "-B", "8192", .. filter]
        );
        _capture.OutputDataReceived += (_, line) => Keep(line.Data);
        _capture.BeginOutputReadLine();
        while (_capture.StandardError.ReadLine() is { } line && !line.Contains("listening on", StringComparison.Ordinal)) { }
    }

    /// <summary>What stands before a program that is to run on one of the machines.</summary>
    public string[] On(string machine) => ["ip", "netns", "exec", _name + (machine == First ? "a" : "b")];

    private string Hosts => _name + "h";

    /// <summary>All packets that have left so far, in order.</summary>
    public IReadOnlyList<SentPacket> Packets
    {
        get
        {
            lock (_lines)
                return [.. _lines.Select(Read).OfType<SentPacket>()];
        }
    }

    public void Dispose()
    {
        _capture.Kill();
        _capture.WaitForExit();
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

    // 1795681033.123456 IP 203.0.113.250.40000 > 203.0.113.10.443: Flags [S], …   (ICMP has no ports)
    private static SentPacket? Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 5 && words[1] == "IP"
            ? new SentPacket(double.Parse(words[0], CultureInfo.InvariantCulture), Address(words[2]), Address(words[4]))
            : null;
    }

    private static string Address(string word) => string.Join('.', word.TrimEnd(':').Split('.').Take(4));

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
