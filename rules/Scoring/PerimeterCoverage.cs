using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>Assets that were not verified, for one reason; their keys in order.</summary>
public sealed record Gap(GapReason Reason, IReadOnlyList<string> Assets);

/// <summary>
/// How much of an establishment was really looked at. The whole is the declared perimeter and every asset seen in 30 days, so that a
/// discovery that fails makes it no smaller.
/// </summary>
/// <param name="Assets">The whole.</param>
/// <param name="Verified">Those of which each probe due gave a conclusive answer in 7 days.</param>
/// <param name="Gaps">Why the others are not, the most frequent reason first.</param>
public sealed record PerimeterCoverage(int Assets, int Verified, IReadOnlyList<Gap> Gaps)
{
    /// <summary>How long an asset that was seen stays in the whole.</summary>
    public static readonly TimeSpan SeenWithin = TimeSpan.FromDays(30);

    /// <summary>How long an answer verifies.</summary>
    public static readonly TimeSpan AnsweredWithin = TimeSpan.FromDays(7);

    private const int EnoughPercent = 80;

    /// <summary>Under 80 %: a score that stands on it is provisional. Nothing to look at is not enough either.</summary>
    public bool IsPoor => IsPoorOf(Assets, Verified);

    internal static bool IsPoorOf(int assets, int verified) => assets == 0 || verified * 100 < assets * EnoughPercent;

    /// <summary>To the nearest, but 100 means all and 0 none; 0 of nothing.</summary>
    public static int PercentOf(int assets, int verified) =>
        verified == assets || verified == 0
            ? (assets == 0 ? 0 : verified / assets * 100)
            : Math.Clamp((int)Math.Round(100.0 * verified / assets, MidpointRounding.AwayFromZero), 1, 99);

    /// <param name="perimeter">As it is now.</param>
    /// <param name="seen">Keys of the assets that answered within <see cref="SeenWithin"/>.</param>
    /// <param name="asked">What was asked of them; of other assets as well.</param>
    /// <param name="now">The instant at which it is weighed.</param>
    public static PerimeterCoverage Of(
        Perimeter perimeter,
        IEnumerable<string> seen,
        IReadOnlyCollection<AskedProbe> asked,
        DateTimeOffset now
    )
    {
        var verification = new Verification(perimeter, asked, now);
        var assets = DeclaredAssets.Of(perimeter).Union(seen).Select(key => (Key: key, Why: verification.WhyNot(key))).ToList();
        var gaps = assets
            .Where(asset => asset.Why is not null)
            .GroupBy(asset => asset.Why!.Value, asset => asset.Key)
            .Select(reason => new Gap(reason.Key, [.. reason.Order(StringComparer.Ordinal)]))
            .OrderByDescending(gap => gap.Assets.Count)
            .ThenBy(gap => gap.Reason);
        return new(assets.Count, assets.Count(asset => asset.Why is null), [.. gaps]);
    }
}
