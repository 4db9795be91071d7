using System.Diagnostics;
using System.Globalization;

namespace CyberWatch.EndToEnd.Net;

/// <summary>A packet as tcpdump saw it arrive; the port is that of the destination, 0 where there is none.</summary>
internal sealed record SentPacket(double At, string From, string To, int Port);

/// <summary>tcpdump at a device of a network namespace.</summary>
internal sealed class PacketCapture : IDisposable
{
    private readonly List<string> _lines = [];
    private readonly Process _tcpdump;

    /// <summary>Returns once it listens.</summary>
    public PacketCapture(string space, string device, string filter)
    {
        string[] options = ["-l", "-n", "-tt", "--immediate-mode", "-B", "8192", "-i", device, filter];
        _tcpdump = SystemProgram.Start("ip", ["netns", "exec", space, "tcpdump", .. options]);
        _tcpdump.OutputDataReceived += (_, line) => Keep(line.Data);
        _tcpdump.BeginOutputReadLine();
        while (_tcpdump.StandardError.ReadLine() is { } line && !line.Contains("listening on", StringComparison.Ordinal)) { }
    }

    /// <summary>All that have come so far, in order.</summary>
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
        _tcpdump.Kill();
        _tcpdump.WaitForExit();
        _tcpdump.Dispose();
    }

    // 1795681033.123456 IP 203.0.113.250.40000 > 203.0.113.10.443: Flags [S], …   (ICMP has no ports)
    private static SentPacket? Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 5 || words[1] != "IP")
            return null;

        var (to, port) = EndOf(words[4].TrimEnd(':'));
        return new SentPacket(double.Parse(words[0], CultureInfo.InvariantCulture), EndOf(words[2]).Address, to, port);
    }

    private static (string Address, int Port) EndOf(string word)
    {
        var parts = word.Split('.');
        return (string.Join('.', parts.Take(4)), parts.Length == 5 ? int.Parse(parts[4], CultureInfo.InvariantCulture) : 0);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;

        lock (_lines)
            _lines.Add(line);
    }
}
