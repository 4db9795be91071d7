namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Octets in, message out, or null when they are no whole message. Counts that lie, cut records and loops are all just that.</summary>
internal static class MessageReader
{
    // the smallest record is a root owner (1), type, class, ttl and length (10)
    private const int SmallestRecord = 11;

    public static DnsMessage? Read(ReadOnlySpan<byte> octets)
    {
        var reader = new WireReader(octets, 0, octets.Length);
        if (
            !reader.TryUInt16(out var id)
            || !reader.TryUInt16(out var flags)
            || !reader.TryUInt16(out var questions)
            || !reader.TryUInt16(out var answers)
            || !reader.TryUInt16(out var authority)
            || !reader.TryUInt16(out var additional)
            || questions > 1
            || (answers + authority + additional) * SmallestRecord > octets.Length
        )
        {
            return null;
        }

        return
            Question(ref reader, octets, questions) is { } question
            && Section(ref reader, octets, answers) is { } first
            && Section(ref reader, octets, authority) is { } second
            && Section(ref reader, octets, additional) is { } third
            ? new DnsMessage(id, flags, question, first, second, third)
            : null;
    }

    private static ReadOnlyMemory<byte>? Question(ref WireReader reader, ReadOnlySpan<byte> octets, int count)
    {
        if (count == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var start = reader.Position;
        return reader.TrySkipName() && reader.TrySkip(4) ? octets[start..reader.Position].ToArray() : null;
    }

    private static DnsRecord[]? Section(ref WireReader reader, ReadOnlySpan<byte> octets, int count)
    {
        var records = count == 0 ? [] : new DnsRecord[count];
        for (var i = 0; i < count; i++)
        {
            if (!RecordReader.TryRecord(ref reader, octets, out records[i]))
            {
                return null;
            }
        }

        return records;
    }
}
