using System.Buffers.Binary;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Writes the presentation language of TLS (RFC 8446 section 3): big-endian numbers, vectors with their length before them.</summary>
internal sealed class OctetWriter
{
    private readonly List<byte> _octets = [];

    public byte[] ToArray() => [.. _octets];

    public OctetWriter U8(int value)
    {
        _octets.Add((byte)value);
        return this;
    }

    public OctetWriter U16(int value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)value);
        return Octets(two);
    }

    public OctetWriter U16(IEnumerable<ushort> values)
    {
        foreach (var value in values)
        {
            U16(value);
        }

        return this;
    }

    public OctetWriter Octets(ReadOnlySpan<byte> octets)
    {
        _octets.AddRange(octets);
        return this;
    }

    public OctetWriter Vector8(ReadOnlySpan<byte> content) => U8(content.Length).Octets(content);

    public OctetWriter Vector16(ReadOnlySpan<byte> content) => U16(content.Length).Octets(content);

    public OctetWriter Vector16(Action<OctetWriter> write) => Vector16(Written(write));

    public OctetWriter Vector24(ReadOnlySpan<byte> content) =>
        U8(content.Length >> 16).U16(content.Length & 0xFFFF).Octets(content);

    /// <summary>A handshake message: its type, three octets of length, its body.</summary>
    public OctetWriter Message(HandshakeType type, Action<OctetWriter> write) => U8((int)type).Vector24(Written(write));

    public OctetWriter Extension(ExtensionType type, Action<OctetWriter> write) => U16((int)type).Vector16(Written(write));

    public OctetWriter Record(ContentType type, TlsVersion version, ReadOnlySpan<byte> content) =>
        U8((int)type).U16((int)version).Vector16(content);

    public static byte[] Written(Action<OctetWriter> write)
    {
        var inner = new OctetWriter();
        write(inner);
        return inner.ToArray();
    }
}
