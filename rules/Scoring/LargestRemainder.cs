namespace CyberWatch.Rules.Scoring;

/// <summary>Whole shares of a whole that add up to it, each as near to its proportion as that allows.</summary>
internal static class LargestRemainder
{
    /// <summary>Of equal remainders the earlier weight gets the point. Without any weight all shares are 0.</summary>
    public static IReadOnlyList<int> Of(int whole, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        if (sum <= 0)
            return [.. weights.Select(_ => 0)];

        var exact = weights.Select(weight => whole * weight / sum).ToList();
        var shares = exact.Select(share => (int)Math.Floor(share)).ToArray();
        var nearest = Enumerable.Range(0, shares.Length).OrderByDescending(index => exact[index] - shares[index]);
        foreach (var index in nearest.Take(whole - shares.Sum()))
            shares[index]++;
        return shares;
    }
}
