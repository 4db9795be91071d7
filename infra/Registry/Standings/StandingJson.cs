using System.Text.Json;
using System.Text.Json.Serialization;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>An alert that counted on a day, and what it weighed then.</summary>
public sealed record StandingAlert(
    Guid Id,
    string Rule,
    AlertState State,
    Severity Severity,
    Confidence Confidence,
    bool Exploited,
    double Risk
)
{
    public ScoredAlert Scored => new(Id.ToString(), Rule, State, Severity, Confidence, Exploited);
}

/// <summary>Assets that were not verified for one reason (a word of <see cref="GapReasons"/>): how many, and the keys of some.</summary>
public sealed record StandingGap(string Reason, int Assets, IReadOnlyList<string> Keys);

/// <summary>The lists of a line as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<StandingAlert>))]
[JsonSerializable(typeof(IReadOnlyList<StandingGap>))]
public sealed partial class StandingJson : JsonSerializerContext
{
    private const int KeysKept = 50;

    public static string Write(Score score) =>
        JsonSerializer.Serialize([.. score.Alerts.Select(Kept)], Default.IReadOnlyListStandingAlert);

    public static string Write(IReadOnlyList<Gap> gaps) =>
        JsonSerializer.Serialize(
            [.. gaps.Select(gap => new StandingGap(gap.Reason.Word(), gap.Assets.Count, [.. gap.Assets.Take(KeysKept)]))],
            Default.IReadOnlyListStandingGap
        );

    /// <summary>How many for which reason, and no key of an asset.</summary>
    public static string CountsOf(string gaps) =>
        JsonSerializer.Serialize([.. ReadGaps(gaps).Select(gap => gap with { Keys = [] })], Default.IReadOnlyListStandingGap);

    public static IReadOnlyList<StandingAlert> ReadAlerts(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListStandingAlert) ?? [];

    public static IReadOnlyList<StandingGap> ReadGaps(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListStandingGap) ?? [];

    private static StandingAlert Kept(WeighedAlert one) =>
        new(
            System.Guid.Parse(one.Alert.Key),
            one.Alert.RuleId,
            one.Alert.State,
            one.Alert.Severity,
            one.Alert.Confidence,
            one.Alert.Exploited,
            one.Risk
        );
}
