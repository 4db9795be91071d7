namespace CyberWatch.Rules.Scoring;

/// <summary>Why one alert matters to a score.</summary>
/// <param name="Alert">The alert and its weight.</param>
/// <param name="Share">Points of 100 that are lost to it; all shares together are all points lost.</param>
/// <param name="Without">The score if it alone were closed.</param>
public sealed record ScoreReason(WeighedAlert Alert, int Share, Mark Without);

/// <summary>Explains a score alert by alert, the heaviest first.</summary>
public static class ScoreReasons
{
    public static IReadOnlyList<ScoreReason> Of(Score score)
    {
        var heaviest = score
            .Alerts.OrderByDescending(one => one.Risk)
            .ThenByDescending(one => one.Alert.Severity)
            .ThenBy(one => one.Alert.Key, StringComparer.Ordinal)
            .ToList();
        var shares = LargestRemainder.Of(Grades.Full - score.Shown, [.. heaviest.Select(one => one.Risk)]);
        return [.. heaviest.Select((one, index) => new ScoreReason(one, shares[index], Without(score, one)))];
    }

    private static Mark Without(Score score, WeighedAlert one) => score.Without(new HashSet<string> { one.Alert.Key }).Mark;
}
