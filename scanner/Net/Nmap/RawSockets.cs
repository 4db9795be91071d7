using System.Globalization;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>Whether a program that we start may make its own packets, as the kernel tells in /proc/self/status.</summary>
internal static class RawSockets
{
    private const int NetRaw = 13;

    public static bool Allowed()
    {
        try
        {
            return Allowed(File.ReadLines("/proc/self/status"), Environment.IsPrivilegedProcess);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Root hands its effective capabilities on; anybody else only the ambient ones (capabilities(7)).</summary>
    internal static bool Allowed(IEnumerable<string> status, bool root)
    {
        var key = root ? "CapEff:" : "CapAmb:";
        var line = status.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line is not null
            && ulong.TryParse(line.AsSpan(key.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var set)
            && (set & (1UL << NetRaw)) != 0;
    }
}
