namespace CyberWatch.Benchmarks;

/// <summary>
/// Which establishment something belongs to. One of twelve is a hospital, as in the register (some 3,300 of 38,300 sites), and the others are
/// homes and services. What an establishment shows to the internet is laid log-normally about a middle of its kind: 40 for a hospital and
/// 4 for the others (our assumption: a website, a mail domain, a gateway), with the same spread (0.8). So of 400,000 alerts the largest
/// hospital has some hundreds, half of the homes have four at most, and nine of ten no more than eleven.
/// </summary>
internal sealed class SectorShares
{
    private const double Hospital = 40;
    private const double Home = 4;
    private const double Spread = 0.8;
    private readonly double[] _upTo;

    public SectorShares(int establishments)
    {
        var random = new Random(SyntheticSector.Seed);
        var total = 0.0;
        _upTo = [.. Enumerable.Range(0, establishments).Select(number => total += WeightOf(number, random))];
    }

    public static bool IsHospital(int number) => number % 12 == 0;

    /// <summary>The number of an establishment, by its share.</summary>
    public int Draw(Random random)
    {
        var found = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return Math.Min(found < 0 ? ~found : found, _upTo.Length - 1);
    }

    private static double WeightOf(int number, Random random)
    {
        // a normal number of two even ones (Box and Muller)
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (IsHospital(number) ? Hospital : Home) * Math.Exp(Spread * normal);
    }
}
