using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>How the state of an alert is worded and drawn.</summary>
internal sealed record StateView(string Icon, string Colour, string Word)
{
    public static StateView Of(AlertState state, Texts texts) =>
        state switch
        {
            AlertState.Suspected => new("suspected", "suspected", texts["words.suspected"]),
            AlertState.Open => new("open", "", texts["words.open"]),
            AlertState.Acknowledged => new("ack", "", texts["words.acknowledged"]),
            AlertState.Accepted => new("accepted", "", texts["words.accepted"]),
            AlertState.FalsePositive => new("falsepos", "", texts["words.false-positive"]),
            AlertState.Resolved => new("resolved", "clean", texts["words.resolved"]),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>The standing that an address names; what waits for somebody when it names none.</summary>
    public static AlertStanding Standing(string? slug) =>
        Enum.GetValues<AlertStanding>().FirstOrDefault(standing => Slug(standing) == slug);

    public static string Slug(AlertStanding standing) =>
        standing switch
        {
            AlertStanding.Ongoing => "en-cours",
            AlertStanding.Suspected => "suspectees",
            AlertStanding.Accepted => "acceptees",
            AlertStanding.FalsePositive => "faux-positifs",
            AlertStanding.Resolved => "resolues",
            AlertStanding.All => "toutes",
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    public static string Name(AlertStanding standing, Texts texts) =>
        standing switch
        {
            AlertStanding.Ongoing => texts["alerts.ongoing"],
            AlertStanding.Suspected => texts["alerts.suspected"],
            AlertStanding.Accepted => texts["alerts.accepted"],
            AlertStanding.FalsePositive => texts["alerts.false-positives"],
            AlertStanding.Resolved => texts["alerts.resolved"],
            AlertStanding.All => texts["alerts.all"],
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };
}
