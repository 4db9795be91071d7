using System.Globalization;

namespace CyberWatch.Benchmarks;

/// <summary>How many of each a synthetic sector has.</summary>
internal sealed record ScaleSizes(int Establishments, int Alerts, int Assets, int Findings)
{
    private static readonly ScaleSizes Small = new(2_000, 20_000, 25_000, 20_000);
    private static readonly ScaleSizes Full = new(40_000, 400_000, 500_000, 5_000_000);

    /// <summary>Nothing, <c>full</c>, or four numbers; null where it is neither.</summary>
    public static ScaleSizes? Read(string[] arguments)
    {
        if (arguments is [])
            return Small;
        if (arguments is ["full"])
            return Full;
        var numbers = arguments.Select(Number).OfType<int>().ToArray();
        return arguments.Length == 4 && numbers is [var sites, var alerts, var assets, var findings]
            ? new(sites, alerts, assets, findings)
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
