using System.Buffers.Binary;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// A question as it leaves (RFC 1035 section 4, EDNS0 of RFC 6891 with the 1,232 octets that cross every path unbroken).
/// The id is written last, so that one buffer serves every try.
/// </summary>
internal sealed class DnsQuery
{
    public const int HeaderLength = 12;
    private const ushort PayloadSize = 1232;
    private const ushort DnssecOk = 0x8000;

    private DnsQuery(byte[] datagram, int questionLength)
    {
        Datagram = datagram;
        QuestionLength = questionLength;
    }

    public byte[] Datagram { get; }

    /// <summary>Octets of name, type and class, from octet 12 on.</summary>
    public int QuestionLength { get; }

    public ReadOnlySpan<byte> Question => Datagram.AsSpan(HeaderLength, QuestionLength);

    public ushort Id
    {
        get => BinaryPrimitives.ReadUInt16BigEndian(Datagram);
        set => BinaryPrimitives.WriteUInt16BigEndian(Datagram, value);
    }

    /// <summary>Null when the name cannot be put on the wire.</summary>
    public static DnsQuery? Of(DnsQuestion question, bool edns)
    {
        if (DnsName.ToWire(question.Name) is not { } name)
        {
            return null;
        }

        var datagram = new byte[HeaderLength + name.Length + 4 + (edns ? 11 : 0)];
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), Flags(question));
        datagram[5] = 1;
        name.CopyTo(datagram, HeaderLength);
        var after = datagram.AsSpan(HeaderLength + name.Length);
        BinaryPrimitives.WriteUInt16BigEndian(after, (ushort)question.Type);
        BinaryPrimitives.WriteUInt16BigEndian(after[2..], question.Class);
        if (edns)
        {
            datagram[11] = 1;
            WriteOpt(after[4..], question.DnssecOk);
        }

        return new DnsQuery(datagram, name.Length + 4);
    }

    private static ushort Flags(DnsQuestion question) =>
        (ushort)(
            (question.RecursionDesired ? 0x0100 : 0)
            | (question.RecursionDesired ? 0x0020 : 0) // AD in a question asks for AD in the answer (RFC 6840 section 5.7)
            | (question.CheckingDisabled ? 0x0010 : 0)
        );

    private static void WriteOpt(Span<byte> opt, bool dnssecOk)
    {
        BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)RecordType.OPT);
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], PayloadSize);
        BinaryPrimitives.WriteUInt16BigEndian(opt[7..], dnssecOk ? DnssecOk : (ushort)0);
    }
}
