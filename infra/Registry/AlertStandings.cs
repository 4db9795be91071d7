using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry;

/// <summary>An alert as the registry keeps it, and as its life needs it.</summary>
public static class AlertStandings
{
    public static AlertStanding Of(Alert alert) =>
        new(alert.State, alert.FirstSeen)
        {
            LastSeen = alert.LastSeen,
            LastAsked = alert.LastAsked,
            SuspectedAt = alert.SuspectedAt,
            OpenedAt = alert.OpenedAt,
            ResolvedAt = alert.ResolvedAt,
            FirstProofAt = alert.FirstProofAt,
            FirstProof = ProofOf(alert.FirstProof),
            Reopened = alert.Reopened,
            Acceptance = alert is { AcceptedUntil: { } until, AcceptedFor: { } facts } ? new(until, facts) : null,
            Exploited = alert is { ExploitedBy: { } by, ExploitedSince: { } since } ? new(by, since) : null,
        };

    /// <summary>Who decided is forgotten with the decision; the trail keeps it.</summary>
    public static void Set(Alert alert, AlertStanding standing)
    {
        alert.State = standing.State;
        alert.LastSeen = standing.LastSeen;
        alert.LastAsked = standing.LastAsked;
        alert.SuspectedAt = standing.SuspectedAt;
        alert.OpenedAt = standing.OpenedAt;
        alert.ResolvedAt = standing.ResolvedAt;
        alert.FirstProofAt = standing.FirstProofAt;
        alert.FirstProof = standing.FirstProof?.Word();
        alert.Reopened = standing.Reopened;
        (alert.AcceptedUntil, alert.AcceptedFor) = (standing.Acceptance?.Until, standing.Acceptance?.Facts);
        (alert.ExploitedBy, alert.ExploitedSince) = (standing.Exploited?.By, standing.Exploited?.Since);
        if (standing.State is not (AlertState.Acknowledged or AlertState.Accepted or AlertState.FalsePositive))
            (alert.DecidedBy, alert.DecidedAt, alert.DecisionReason) = (null, null, null);
    }

    private static Proof? ProofOf(string? word) =>
        word is null ? null : Enum.GetValues<Proof>().First(proof => proof.Word() == word);
}
