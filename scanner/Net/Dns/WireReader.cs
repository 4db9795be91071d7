using System.Buffers.Binary;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>A cursor over one message that never leaves it. Every reading says whether it held; nothing throws.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message, int position, int end)
{
    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; private set; } = position;

    /// <summary>The first octet that does not belong to what is read (the message, or the data of one record).</summary>
    public int End { get; } = end;

    public readonly int Left => End - Position;

    public bool TryByte(out byte value)
    {
        value = Left >= 1 ? _message[Position] : (byte)0;
        return TrySkip(1);
    }

    public bool TryUInt16(out ushort value)
    {
        value = Left >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(_message[Position..]) : (ushort)0;
        return TrySkip(2);
    }

    public bool TryUInt32(out uint value)
    {
        value = Left >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(_message[Position..]) : 0;
        return TrySkip(4);
    }

    public bool TryBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = count >= 0 && count <= Left ? _message.Slice(Position, count) : default;
        return TrySkip(count);
    }

    public bool TrySkip(int count)
    {
        if (count < 0 || count > Left)
        {
            return false;
        }

        Position += count;
        return true;
    }

    /// <summary>
    /// A name, compression followed (RFC 1035 section 4.1.4). A pointer must lead to before the name that holds it, so that no loop is possible.
    /// </summary>
    public bool TryName(out string name)
    {
        Span<char> text = stackalloc char[DnsName.LongestAsText];
        name = "";
        var (at, limit, onWire, written, jumped) = (Position, End, 1, 0, false);
        while (true)
        {
            if (at >= limit)
            {
                return false;
            }

            var length = _message[at];
            if (length == 0)
            {
                Position = jumped ? Position : at + 1;
                name = written == 0 ? "" : new string(text[..written]);
                return true;
            }

            if (length >= 0xC0)
            {
                if (at + 1 >= limit || !TryJump(at, out var target))
                {
                    return false;
                }

                Position = jumped ? Position : at + 2;
                // what lies before a pointer is the only place that it may lead to
                (limit, at, jumped) = (at, target, true);
                continue;
            }

            onWire += length + 1;
            if (length > 63 || at + 1 + length > limit || onWire > DnsName.LongestOnWire)
            {
                return false;
            }

            written = DnsName.AppendLabel(text, written, _message.Slice(at + 1, length));
            at += length + 1;
        }
    }

    /// <summary>Passes over a name without reading it.</summary>
    public bool TrySkipName()
    {
        while (TryByte(out var length))
        {
            if (length == 0)
            {
                return true;
            }

            if (length >= 0xC0)
            {
                return TrySkip(1);
            }

            if (length > 63 || !TrySkip(length))
            {
                return false;
            }
        }

        return false;
    }

    private readonly bool TryJump(int at, out int target)
    {
        target = BinaryPrimitives.ReadUInt16BigEndian(_message[at..]) & 0x3FFF;
        return target < at && target >= DnsQuery.HeaderLength;
    }
}
