using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Rules.Model;

/// <summary>Reads an address or a prefix strictly: no octal, no short forms, no bits behind the prefix, no zone.</summary>
internal static class Prefixes
{
    /// <summary>Compares the octets as they are: the platform's own takes a v4 address inside a v6 one for the v4 address.</summary>
    public static bool Holds(this IPNetwork prefix, IPAddress address)
    {
        if (prefix.BaseAddress.AddressFamily != address.AddressFamily)
            return false;

        var (held, asked) = (prefix.BaseAddress.GetAddressBytes(), address.GetAddressBytes());
        var whole = prefix.PrefixLength / 8;
        var mask = (byte)(0xFF << (8 - prefix.PrefixLength % 8));
        return asked.AsSpan(0, whole).SequenceEqual(held.AsSpan(0, whole))
            && (mask == 0 || whole == held.Length || (asked[whole] & mask) == (held[whole] & mask));
    }

    /// <summary>All of the other prefix lies inside.</summary>
    public static bool Holds(this IPNetwork outer, IPNetwork inner) =>
        outer.PrefixLength <= inner.PrefixLength && outer.Holds(inner.BaseAddress);

    /// <summary>The prefix of one address alone.</summary>
    public static IPNetwork Single(IPAddress address) => new(address, Bits(address));

    /// <summary>The v4 prefix that a mapped one (::ffff:0:0/96) carries, and any other as it is.</summary>
    public static IPNetwork Carried(this IPNetwork prefix) =>
        prefix is { BaseAddress.IsIPv4MappedToIPv6: true, PrefixLength: >= 96 }
            ? new IPNetwork(prefix.BaseAddress.MapToIPv4(), prefix.PrefixLength - 96)
            : prefix;

    public static (IPNetwork Prefix, string? Fault) Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (Address(written) is not { } address)
            return (default, NoAddress(written));

        var bits = Bits(address);
        var length = slash < 0 ? bits : Length(text.AsSpan(slash + 1));
        if (length < 0 || length > bits)
            return (default, $"The prefix length must be a number from 0 to {bits}.");

        var start = Masked(address, length);
        return start.Equals(address)
            ? (new IPNetwork(address, length), null)
            : (default, $"{address} lies inside the prefix: write {start}/{length}, or {address}/{bits} for the one address.");
    }

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static int Length(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1;

    private static IPAddress? Address(string text)
    {
        if (text.Contains('%') || !IPAddress.TryParse(text, out var address))
            return null;

        // 010.0.0.1 would be read as octal, 10.1 as 10.0.0.1
        return address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text ? address : null;
    }

    private static string NoAddress(string text) =>
        text.Contains('-')
            ? "A range is written as a prefix such as 203.0.113.0/28: several lines where one prefix is not enough."
            : "This is no address: write four numbers without leading zeros (203.0.113.0/24), or a v6 address without zone (2001:db8::/48).";

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var keep = Math.Clamp(length - 8 * i, 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - keep));
        }

        return new IPAddress(bytes);
    }
}
