using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>
/// How an acceptance ends without a person: its last day is over, the facts are others, or a catalogue says that the vulnerability is
/// exploited. Null where nothing changes.
/// </summary>
public static class Acceptances
{
    /// <summary>Open again as of old: the due date is the one that it had, since accepting must not buy time.</summary>
    /// <param name="alert">As it stands.</param>
    /// <param name="today">In the establishment's own time zone.</param>
    public static StandingChange? Expire(AlertStanding alert, DateOnly today) =>
        alert is { State: AlertState.Accepted, Acceptance.Until: var last } && last < today
            ? new(alert with { State = AlertState.Open, Acceptance = null }, "acceptance-expired")
            : null;

    /// <summary>After a match: open anew where it read other facts than those that were accepted.</summary>
    /// <param name="alert">As it stands after the match.</param>
    /// <param name="facts">What the match read, as a JSON object.</param>
    /// <param name="at">When the match was seen.</param>
    public static StandingChange? Compare(AlertStanding alert, string facts, DateTimeOffset at) =>
        alert is { State: AlertState.Accepted, Acceptance.Facts: var accepted } && StableFacts.Changed(accepted, facts)
            ? new(Void(alert, at), "facts-changed") { Detail = string.Join(", ", StableFacts.Changes(accepted, facts) ?? []) }
            : null;

    /// <summary>What catalogues say now. What is resolved keeps what they said when it was seen last.</summary>
    /// <param name="alert">As it stands.</param>
    /// <param name="listed">The catalogue that lists it now; null: none does.</param>
    /// <param name="at">When this was learned.</param>
    public static StandingChange? Learn(AlertStanding alert, Exploitation? listed, DateTimeOffset at)
    {
        if (alert.State == AlertState.Resolved || alert.Exploited == listed)
            return null;
        var told = alert with { Exploited = listed };
        if (listed is null)
            return new(told, "exploited-withdrawn") { Detail = Words(alert.Exploited!) };
        var isNew = alert.Exploited is null && alert.State == AlertState.Accepted;
        return new(isNew ? Void(told, at) : told, "exploited") { Detail = Words(listed) };
    }

    private static string Words(Exploitation listed) =>
        string.Create(CultureInfo.InvariantCulture, $"{listed.By}, {listed.Since:yyyy-MM-dd}");

    private static AlertStanding Void(AlertStanding alert, DateTimeOffset at) =>
        alert with
        {
            State = AlertState.Open,
            Acceptance = null,
            OpenedAt = at,
        };
}
