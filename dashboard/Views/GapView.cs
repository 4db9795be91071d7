namespace CyberWatch.Dashboard.Views;

/// <summary>Why assets were not verified, in words. The list is that of <c>GapReason</c>; a word of a later release is shown as it is.</summary>
internal static class GapView
{
    public static string Word(string reason, Texts texts) =>
        reason switch
        {
            "not-asked" => texts["score.gap-not-asked"],
            "silent" => texts["score.gap-silent"],
            "broken-off" => texts["score.gap-broken-off"],
            "rate-limited" => texts["score.gap-rate-limited"],
            "quiet-hours" => texts["score.gap-quiet-hours"],
            "excluded" => texts["score.gap-excluded"],
            "out-of-perimeter" => texts["score.gap-out-of-perimeter"],
            "no-mandate" => texts["score.gap-no-mandate"],
            "our-fault" => texts["score.gap-our-fault"],
            _ => Scanned.Text(reason),
        };

    /// <summary>The key of an asset, or of a declared range, for people.</summary>
    public static string Asset(string key) =>
        key.StartsWith("range:", StringComparison.Ordinal) ? key["range:".Length..] : AssetView.Of(key);
}
