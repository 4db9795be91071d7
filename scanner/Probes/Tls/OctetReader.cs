using System.Buffers.Binary;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Reads what a stranger wrote. Past the end it gives zeros and empty spans, and <see cref="Sound"/> turns false for good.</summary>
internal ref struct OctetReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> _left = octets;

    public bool Sound { get; private set; } = true;

    public readonly bool AtEnd => _left.IsEmpty;

    /// <summary>Everything was read, nothing more and nothing less.</summary>
    public readonly bool Whole => Sound && _left.IsEmpty;

    public byte U8() => Take(1) is [var value] ? value : (byte)0;

    public ushort U16() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16BigEndian(two) : (ushort)0;

    public int U24() => Take(3) is [var high, var middle, var low] ? (high << 16) | (middle << 8) | low : 0;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            Sound = false;
            _left = [];
            return [];
        }

        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    /// <summary>A vector with its length in one octet before it (RFC 8446 section 3.4).</summary>
    public ReadOnlySpan<byte> Vector8() => Take(U8());

    public ReadOnlySpan<byte> Vector16() => Take(U16());

    public ReadOnlySpan<byte> Vector24() => Take(U24());
}
