using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Views;

/// <summary>A change of an alert in words: why, by whom, and what was said of it.</summary>
internal static class HistoryView
{
    /// <summary>Why and by whom; a reason that says no more than the state it led to is left out.</summary>
    public static string Said(AlertEvent change, Texts texts)
    {
        var why = VerdictView.Why(change.Why, texts);
        var told = string.Equals(why, StateView.Of(change.To, texts).Word, StringComparison.OrdinalIgnoreCase);
        string?[] parts = [told ? null : why, IsPerson(change.Actor) ? change.Actor : null];
        return string.Join(" · ", parts.OfType<string>());
    }

    /// <summary>What a person wrote, of an acceptance with its last day; or why there was no answer. Null where nothing was said.</summary>
    public static string? Detail(AlertEvent change, Texts texts) =>
        change.Detail is { Length: > 0 } detail ? Detail(change.Why, change.Actor, detail, texts) : null;

    /// <summary>The same of a step as the audit trail keeps it.</summary>
    public static string Detail(string why, string actor, string detail, Texts texts) =>
        Listed(why, detail) is var (by, since) ? $"{by}, {When.Day(since)}"
        : !IsPerson(actor) ? SilenceView.Of(detail, texts)
        : Acceptance(why, detail) is var (until, reason) ? texts["alert.accepted-until", When.Day(until), Reason(reason)]
        : Reason(detail);

    /// <summary>As a catalogue's step keeps it: its name, a comma, the day on which it listed the vulnerability.</summary>
    private static (string By, DateOnly Since)? Listed(string why, string detail) =>
        why is "exploited" or "exploited-withdrawn"
        && detail.LastIndexOf(", ", StringComparison.Ordinal) is > 0 and var comma
        && DecisionView.Day(detail[(comma + 2)..]) is { } since
            ? (Scanned.Text(detail[..comma]), since)
            : null;

    /// <summary>As the trail keeps an acceptance: the last day as yyyy-MM-dd, a colon, the reason.</summary>
    private static (DateOnly Until, string Reason)? Acceptance(string why, string detail) =>
        why == "accepted" && detail.Split(": ", 2) is [var day, var reason] && DecisionView.Day(day) is { } until
            ? (until, reason)
            : null;

    private static string Reason(string text) => Scanned.Text(text, DecisionView.LongestReason);

    private static bool IsPerson(string actor) => actor is not (AlertCause.Scan or AlertCause.Clock or AlertCause.Feed);
}
