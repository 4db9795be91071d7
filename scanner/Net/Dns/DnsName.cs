using System.Globalization;
using System.Text;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Names between text and wire (RFC 1035 section 3.1). Text is lower case, in A-labels, without the final dot, odd octets as \DDD;
/// at most 63 octets a label and 255 a name.
/// </summary>
internal static class DnsName
{
    public const int LongestOnWire = 255;
    private const int LongestLabel = 63;

    /// <summary>The name as labels with their lengths, or null when it cannot be a name (an empty label, too long, not ASCII).</summary>
    public static byte[]? ToWire(string name)
    {
        var wire = new List<byte>(name.Length + 2);
        foreach (var label in name.Length == 0 ? [] : name.Split('.'))
        {
            var octets = Octets(label);
            if (octets is not { Count: > 0 and <= LongestLabel })
            {
                return null;
            }

            wire.Add((byte)octets.Count);
            wire.AddRange(octets);
        }

        wire.Add(0);
        return wire.Count <= LongestOnWire ? [.. wire] : null;
    }

    /// <summary>Appends one label of the wire to the text, lower case.</summary>
    public static void AppendLabel(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (text.Length > 0)
        {
            text.Append('.');
        }

        foreach (var octet in label)
        {
            if (octet is > 0x20 and < 0x7F and not (byte)'.' and not (byte)'\\')
            {
                text.Append(char.ToLowerInvariant((char)octet));
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
            }
        }
    }

    /// <summary>The octets of a label, escapes read; null when it holds something else than ASCII or a broken escape.</summary>
    private static List<byte>? Octets(string label)
    {
        var octets = new List<byte>(label.Length);
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] > 0x7E)
            {
                return null;
            }

            if (label[i] != '\\')
            {
                octets.Add((byte)char.ToLowerInvariant(label[i]));
                continue;
            }

            if (
                i + 3 >= label.Length
                || !byte.TryParse(label.AsSpan(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var escaped)
            )
            {
                return null;
            }

            octets.Add(escaped);
            i += 3;
        }

        return octets;
    }
}
