using System.Buffers.Binary;
using System.Text;

namespace CyberWatch.Scanner.Discovery;

/// <summary>One HTTPS or SVCB record (RFC 9460): where the service lives, as far as discovery needs it.</summary>
/// <param name="Priority">0 is an alias.</param>
/// <param name="Target">The name of the service; empty for the owner itself.</param>
/// <param name="Port">The port that it names; null for the usual one.</param>
internal sealed record ServiceBinding(ushort Priority, string Target, int? Port)
{
    private const ushort PortKey = 3;

    /// <summary>Null when the octets are no such record.</summary>
    public static ServiceBinding? Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length < 3 || ReadName(data[2..], out var target) is not { } length)
            return null;

        int? port = null;
        var rest = data[(2 + length)..];
        while (rest.Length > 0)
        {
            if (rest.Length < 4)
                return null;

            var (key, size) = (BinaryPrimitives.ReadUInt16BigEndian(rest), BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
            if (rest.Length < 4 + size)
                return null;

            if (key == PortKey && size == 2)
                port = BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);

            rest = rest[(4 + size)..];
        }

        return new ServiceBinding(BinaryPrimitives.ReadUInt16BigEndian(data), target, port is 0 ? null : port);
    }

    /// <summary>The length of the name on the wire, which is never compressed here; null when it is cut or has labels that are no host's.</summary>
    private static int? ReadName(ReadOnlySpan<byte> data, out string name)
    {
        var text = new StringBuilder();
        name = "";
        var at = 0;
        while (at < data.Length && data[at] != 0)
        {
            var size = data[at];
            if (size > 63 || at + 1 + size >= data.Length || !IsHostLabel(data.Slice(at + 1, size)))
                return null;

            text.Append(text.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(data.Slice(at + 1, size)).ToLowerInvariant());
            at += 1 + size;
        }

        name = text.ToString();
        return at < data.Length && name.Length <= 253 ? at + 1 : null;
    }

    private static bool IsHostLabel(ReadOnlySpan<byte> label)
    {
        foreach (var octet in label)
        {
            if (!char.IsAsciiLetterOrDigit((char)octet) && octet is not (byte)'-' and not (byte)'_')
                return false;
        }

        return true;
    }
}
