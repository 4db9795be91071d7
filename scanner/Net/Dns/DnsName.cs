using System.Globalization;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Names between text and wire (RFC 1035 section 3.1). Text is lower case, in A-labels, without the final dot, odd octets as \DDD;
/// at most 63 octets a label and 255 a name.
/// </summary>
internal static class DnsName
{
    public const int LongestOnWire = 255;
    private const int LongestLabel = 63;

    /// <summary>The longest name with every octet escaped.</summary>
    public const int LongestAsText = LongestOnWire * 4;

    /// <summary>The name as labels with their lengths, or null when it cannot be a name (an empty label, too long, not ASCII).</summary>
    public static byte[]? ToWire(string name)
    {
        Span<byte> wire = stackalloc byte[LongestOnWire];
        var (start, at) = (0, 1);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '.')
            {
                if (!TryClose(wire, start, at))
                {
                    return null;
                }

                (start, at) = (at, at + 1);
            }
            else if (at >= LongestOnWire - 1 || !TryOctet(name, ref i, out wire[at++]))
            {
                return null;
            }
        }

        if (name.Length == 0)
        {
            return [0];
        }

        return TryClose(wire, start, at) && at < LongestOnWire ? [.. wire[..at], 0] : null;
    }

    /// <summary>Appends one label of the wire to the text, lower case; returns the new length.</summary>
    public static int AppendLabel(Span<char> text, int written, ReadOnlySpan<byte> label)
    {
        if (written > 0)
        {
            text[written++] = '.';
        }

        foreach (var octet in label)
        {
            if (octet is > 0x20 and < 0x7F and not (byte)'.' and not (byte)'\\')
            {
                text[written++] = char.ToLowerInvariant((char)octet);
            }
            else
            {
                text[written++] = '\\';
                octet.TryFormat(text[written..], out _, "D3", CultureInfo.InvariantCulture);
                written += 3;
            }
        }

        return written;
    }

    private static bool TryClose(Span<byte> wire, int start, int at)
    {
        var length = at - start - 1;
        wire[start] = (byte)length;
        return length is > 0 and <= LongestLabel && at < LongestOnWire;
    }

    /// <summary>One octet of the text, an escape read; false for what is not ASCII and for a broken escape.</summary>
    private static bool TryOctet(string name, ref int i, out byte octet)
    {
        octet = (byte)char.ToLowerInvariant(name[i]);
        if (name[i] != '\\')
        {
            return name[i] <= 0x7E;
        }

        i += 3;
        return i < name.Length
            && byte.TryParse(name.AsSpan(i - 2, 3), NumberStyles.None, CultureInfo.InvariantCulture, out octet);
    }
}
