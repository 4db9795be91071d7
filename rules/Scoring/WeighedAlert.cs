using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>What one alert weighs in a score.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Place">1 for the heaviest of its rule, 2 for the next.</param>
/// <param name="Risk">What it adds: its own risk (half of it where it is accepted) divided by its place.</param>
public sealed record WeighedAlert(ScoredAlert Alert, int Place, double Risk)
{
    private const double ByVersion = 0.5;
    private const double WhenExploited = 1.5;
    private const double WhenAccepted = 0.5;

    /// <summary>
    /// The alerts that count, each with its weight; always in the same order, so that the same alerts make the same sum to the last bit. An
    /// accepted one stands where its half puts it: else accepting one alert could raise what the next ones lose.
    /// </summary>
    internal static IReadOnlyList<WeighedAlert> Of(IEnumerable<ScoredAlert> alerts) =>
        [
            .. alerts
                .Where(Counts)
                .GroupBy(alert => alert.RuleId)
                .OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .SelectMany(rule =>
                    rule.OrderByDescending(Own)
                        .ThenBy(alert => alert.Key, StringComparer.Ordinal)
                        .Select((alert, index) => new WeighedAlert(alert, index + 1, Own(alert) / (index + 1)))
                ),
        ];

    internal static bool Counts(ScoredAlert alert) => Score.Counting.Contains(alert.State);

    /// <summary>Undivided.</summary>
    private static double Own(ScoredAlert alert) =>
        Weight(alert.Severity)
        * (alert.Confidence == Confidence.Version ? ByVersion : 1)
        * (alert.Exploited ? WhenExploited : 1)
        * (alert.State == AlertState.Accepted ? WhenAccepted : 1);

    private static double Weight(Severity severity) =>
        severity switch
        {
            Severity.Critical => 40,
            Severity.High => 15,
            Severity.Medium => 5,
            Severity.Low => 1,
            _ => 0,
        };
}
