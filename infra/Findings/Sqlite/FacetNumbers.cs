namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// What is counted of one document, as octets: its moment, how many values it is counted by, and their numbers; seven bits each, the lowest
/// first, the eighth set where more follow. Those of many documents are read one after the other.
/// </summary>
internal static class FacetNumbers
{
    public static byte[] Of(long moment, IReadOnlyCollection<int> numbers)
    {
        var octets = new List<byte>(16);
        Append(octets, moment);
        Append(octets, numbers.Count);
        foreach (var number in numbers)
            Append(octets, number);
        return [.. octets];
    }

    /// <summary>Adds one for each number, and gives the moments.</summary>
    public static List<long> Count(ReadOnlySpan<byte> octets, int[] counts)
    {
        var moments = new List<long>();
        for (var place = 0; place < octets.Length; )
        {
            moments.Add(Read(octets, ref place));
            for (var left = Read(octets, ref place); left > 0; left--)
                counts[Read(octets, ref place)]++;
        }
        return moments;
    }

    private static void Append(List<byte> octets, long number)
    {
        for (; number > 0x7F; number >>= 7)
            octets.Add((byte)(number | 0x80));
        octets.Add((byte)number);
    }

    private static long Read(ReadOnlySpan<byte> octets, ref int place)
    {
        var (number, shift) = (0L, 0);
        byte octet;
        do
        {
            octet = octets[place++];
            number |= (octet & 0x7FL) << shift;
            shift += 7;
        } while (octet > 0x7F);
        return number;
    }
}
