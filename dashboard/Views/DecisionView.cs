using System.Globalization;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>Decisions in words, and what a form says of one.</summary>
internal static class DecisionView
{
    public const int LongestReason = Decisions.LongestReason;
    public const int LongestAcceptance = Decisions.LongestAcceptance;

    public static bool Fits(AlertState state, Decision decision) => Decisions.Fits(state, decision);

    /// <summary>A day as a date field sends it; null for anything else.</summary>
    public static DateOnly? Day(string? sent) =>
        DateOnly.TryParseExact(sent, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string TakeBack(AlertState state, Texts texts) =>
        state switch
        {
            AlertState.Accepted => texts["decision.take-back-acceptance"],
            AlertState.FalsePositive => texts["decision.take-back-false-positive"],
            _ => texts["decision.take-back"],
        };

    public static string Fault(DecisionFault fault, Texts texts) =>
        fault switch
        {
            DecisionFault.NotInThisState => texts["decision.fault-state"],
            DecisionFault.ReasonMissing => texts["decision.fault-reason"],
            DecisionFault.ReasonTooLong => texts["decision.fault-reason-long", Numbers.Of(LongestReason)],
            DecisionFault.DayMissing => texts["decision.fault-day"],
            DecisionFault.DayPast => texts["decision.fault-day-past"],
            DecisionFault.DayTooFar => texts["decision.fault-day-far", LongestAcceptance],
            DecisionFault.OtherFacts => texts["decision.fault-facts"],
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
        };
}

/// <summary>The fields of the forms by which a person decides.</summary>
internal sealed class DecisionFields
{
    public string? Reason { get; set; }

    /// <summary>As a date field sends it: yyyy-MM-dd.</summary>
    public string? Until { get; set; }

    /// <summary>What the person had before him, as a JSON object.</summary>
    public string? Facts { get; set; }
}
