using System.Buffers.Binary;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Whether some octets answer a question: a response, with its id, to the same question octet for octet.</summary>
internal static class Answering
{
    /// <summary>In a zone transfer the messages after the first need not echo the question (RFC 5936 section 2.2.1).</summary>
    public static AnswerMatch Of(ReadOnlySpan<byte> octets, DnsQuery query, bool continued = false)
    {
        if (
            octets.Length < DnsQuery.HeaderLength
            || BinaryPrimitives.ReadUInt16BigEndian(octets) != query.Id
            || (octets[2] & 0x80) == 0
            || !(SameQuestion(octets, query) || (continued && HasNoQuestion(octets)))
        )
        {
            return new AnswerMatch.Foreign();
        }

        return MessageReader.Read(octets) is { } message ? new AnswerMatch.Whole(message) : new AnswerMatch.Malformed();
    }

    private static bool HasNoQuestion(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt16BigEndian(octets[4..]) == 0;

    // a server that did not understand the question may not echo it: then the id alone pairs them, and only an error is believed
    private static bool SameQuestion(ReadOnlySpan<byte> octets, DnsQuery query)
    {
        var questions = BinaryPrimitives.ReadUInt16BigEndian(octets[4..]);
        var after = octets[DnsQuery.HeaderLength..];
        return questions switch
        {
            0 => (ResponseCode)(octets[3] & 0x0F) is not (ResponseCode.NoError or ResponseCode.NXDomain),
            1 => after.StartsWith(query.Question),
            _ => false,
        };
    }
}

/// <summary>How some octets stand to a question.</summary>
internal abstract record AnswerMatch
{
    private AnswerMatch() { }

    public sealed record Foreign : AnswerMatch;

    public sealed record Whole(DnsMessage Message) : AnswerMatch;

    public sealed record Malformed : AnswerMatch;
}
