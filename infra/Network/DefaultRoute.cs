using System.Globalization;

namespace CyberWatch.Infra.Network;

/// <summary>Whether this machine (its network namespace) has a default route, as the kernel tells in /proc/net.</summary>
public static class DefaultRoute
{
    private const uint Up = 1;
    private const uint Reject = 0x200;

    /// <summary>True too when the kernel does not say: then nothing may be taken for granted.</summary>
    public static bool Exists()
    {
        try
        {
            return File.ReadLines("/proc/net/route").Skip(1).Any(IsDefaultV4) || V6Lines().Any(IsDefaultV6);
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Iface Destination Gateway Flags RefCnt Use Metric Mask …, in hex.</summary>
    internal static bool IsDefaultV4(string line)
    {
        var columns = line.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 7 && columns[1] == "00000000" && columns[7] == "00000000" && Leads(columns[3]);
    }

    /// <summary>Destination, its prefix length, source, its length, next hop, metric, references, use, flags, device; in hex.</summary>
    internal static bool IsDefaultV6(string line)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 9
            && columns[0].All(digit => digit == '0')
            && columns[1] == "00"
            && columns[9] != "lo"
            && Leads(columns[8]);
    }

    // a machine without IPv6 has no such file
    private static IEnumerable<string> V6Lines() =>
        File.Exists("/proc/net/ipv6_route") ? File.ReadLines("/proc/net/ipv6_route") : [];

    private static bool Leads(string hexFlags) =>
        !uint.TryParse(hexFlags, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var flags)
        || (flags & (Up | Reject)) == Up;
}
