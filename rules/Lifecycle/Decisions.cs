using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>
/// A person's word on an alert as a function. Nobody can decide anything about what is resolved, nor accept what was seen only once.
/// To decide otherwise, take the first decision back: so each has its reason and its date.
/// </summary>
public static class Decisions
{
    /// <summary>The longest that a risk may be accepted for without being looked at again, in days.</summary>
    public const int LongestAcceptance = 180;
    public const int LongestReason = 1000;

    /// <param name="alert">As it stands now.</param>
    /// <param name="decision">What the person said.</param>
    /// <param name="facts">What is known now: facts as a JSON object.</param>
    /// <param name="today">In the establishment's own time zone.</param>
    public static DecisionStep Take(AlertStanding alert, Decision decision, string facts, DateOnly today) =>
        !Fits(alert.State, decision) ? new DecisionStep.Refused(DecisionFault.NotInThisState)
        : FaultOf(decision, facts, today) is { } fault ? new DecisionStep.Refused(fault)
        : new DecisionStep.Taken(Change(alert, decision, facts));

    public static bool Fits(AlertState state, Decision decision) =>
        decision switch
        {
            Decision.Acknowledge => state == AlertState.Open,
            Decision.Accept => state.IsOngoing(),
            Decision.FalsePositive => state == AlertState.Suspected || state.IsOngoing(),
            Decision.TakeBack => state is AlertState.Acknowledged or AlertState.Accepted or AlertState.FalsePositive,
            _ => throw new InvalidOperationException($"no such decision: {decision}"),
        };

    private static DecisionFault? FaultOf(Decision decision, string facts, DateOnly today) =>
        decision switch
        {
            Decision.FalsePositive said => FaultOf(said.Reason),
            Decision.Accept said => FaultOf(said.Reason)
                ?? FaultOf(said.Until, today)
                ?? (StableFacts.Changed(said.Facts, facts) ? DecisionFault.OtherFacts : null),
            _ => null,
        };

    private static DecisionFault? FaultOf(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? DecisionFault.ReasonMissing
        : reason.Trim().Length > LongestReason ? DecisionFault.ReasonTooLong
        : null;

    private static DecisionFault? FaultOf(DateOnly? until, DateOnly today) =>
        until is not { } day ? DecisionFault.DayMissing
        : day < today ? DecisionFault.DayPast
        : day.DayNumber - today.DayNumber > LongestAcceptance ? DecisionFault.DayTooFar
        : null;

    private static StandingChange Change(AlertStanding alert, Decision decision, string facts) =>
        decision switch
        {
            Decision.Acknowledge => new(alert with { State = AlertState.Acknowledged }, "acknowledged"),
            Decision.Accept said => new(
                alert with
                {
                    State = AlertState.Accepted,
                    Acceptance = new(said.Until!.Value, facts),
                },
                "accepted"
            ),
            // a proof of absence means nothing for what was never there
            Decision.FalsePositive => new(
                alert with
                {
                    State = AlertState.FalsePositive,
                    FirstProofAt = null,
                    FirstProof = null,
                },
                "false-positive"
            ),
            _ => new(alert with { State = Before(alert), Acceptance = null }, "taken-back"),
        };

    /// <summary>A suspicion that was called a misreading is a suspicion again, and nobody is told of it.</summary>
    private static AlertState Before(AlertStanding alert) => alert.SuspectedAt is null ? AlertState.Open : AlertState.Suspected;
}
