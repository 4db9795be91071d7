namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>The numbers of one document's values as octets: seven bits each, the lowest first, the eighth set where more follow.</summary>
internal static class FacetNumbers
{
    public static void Append(List<byte> octets, int number)
    {
        for (; number > 0x7F; number >>= 7)
            octets.Add((byte)(number | 0x80));
        octets.Add((byte)number);
    }

    /// <summary>Adds one for each number.</summary>
    public static void Count(ReadOnlySpan<byte> octets, int[] counts)
    {
        var (number, shift) = (0, 0);
        foreach (var octet in octets)
        {
            number |= (octet & 0x7F) << shift;
            shift += 7;
            if (octet > 0x7F)
                continue;
            counts[number]++;
            (number, shift) = (0, 0);
        }
    }
}
