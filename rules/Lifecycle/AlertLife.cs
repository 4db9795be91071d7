using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>
/// The life of an alert as a function: where it stands, what was proven, when → where it stands then. What is not known changes nothing,
/// and what arrives late is weighed by its own instant: a proof older than the last match proves nothing any more.
/// </summary>
public static class AlertLife
{
    public static LifeStep Next(AlertStanding? alert, Proof proof, DateTimeOffset at, LifeTerms terms) =>
        (alert, proof) switch
        {
            (_, Proof.NotAsked) => new(alert, Effect.Nothing),
            (null, Proof.Match) => Born(at, terms),
            (null, _) => new(null, Effect.Nothing),
            (_, Proof.Inconclusive) => new(Asked(alert, at), Effect.Nothing),
            ({ State: AlertState.Resolved }, Proof.Match) => MatchOnResolved(alert, at, terms),
            ({ State: AlertState.Resolved }, _) => new(Asked(alert, at), Effect.Nothing),
            (_, Proof.Match) => Matched(Asked(alert, at), at, terms),
            // whoever called it a misreading does not wait for it to go
            ({ State: AlertState.FalsePositive }, _) => new(Asked(alert, at), Effect.Nothing),
            _ => Absent(Asked(alert, at), proof, at, terms),
        };

    private static LifeStep Born(DateTimeOffset at, LifeTerms terms) =>
        terms.SecondLook
            ? new(new AlertStanding(AlertState.Suspected, at) { SuspectedAt = at }, Effect.Suspected, "match") { IsNew = true }
            : new(new AlertStanding(AlertState.Open, at) { OpenedAt = at }, Effect.Opened, "match") { IsNew = true };

    private static LifeStep Matched(AlertStanding alert, DateTimeOffset at, LifeTerms terms)
    {
        var seen = alert with { LastSeen = Later(alert.LastSeen, at) };
        if (alert.FirstProofAt <= at)
            seen = seen with { FirstProofAt = null, FirstProof = null };
        return alert is { State: AlertState.Suspected, SuspectedAt: { } first } && (at - first).Duration() >= terms.Apart
            ? Confirmed(seen, at)
            : new(seen, Effect.StillThere);
    }

    /// <summary>What had been open before, and was resolved, is open again.</summary>
    private static LifeStep Confirmed(AlertStanding alert, DateTimeOffset at)
    {
        var again = alert.OpenedAt is not null;
        var open = alert with { State = AlertState.Open, SuspectedAt = null, OpenedAt = at };
        return again
            ? new(open with { Reopened = alert.Reopened + 1 }, Effect.Reopened, "second-look")
            : new(open, Effect.Opened, "second-look");
    }

    private static LifeStep MatchOnResolved(AlertStanding alert, DateTimeOffset at, LifeTerms terms)
    {
        if (at <= alert.ResolvedAt)
            return new(Asked(alert, at), Effect.Nothing);
        if (at - alert.ResolvedAt >= LifeTerms.ReopensWithin)
            return Born(at, terms);

        var back = Asked(alert, at) with { LastSeen = at, ResolvedAt = null, FirstProofAt = null, FirstProof = null };
        return terms.SecondLook
            ? new(back with { State = AlertState.Suspected, SuspectedAt = at }, Effect.Suspected, "reopened")
            : new(
                back with
                {
                    State = AlertState.Open,
                    OpenedAt = at,
                    Reopened = alert.Reopened + 1,
                },
                Effect.Reopened,
                "reopened"
            );
    }

    private static LifeStep Absent(AlertStanding alert, Proof proof, DateTimeOffset at, LifeTerms terms)
    {
        if (at <= alert.LastSeen)
            return new(alert, Effect.Nothing);
        if (alert.FirstProofAt is not { } first)
            return new(alert with { FirstProofAt = at, FirstProof = proof }, Effect.FirstProof);
        if ((at - first).Duration() < terms.Apart)
            return new(alert, Effect.Nothing);

        var gone = alert with { State = AlertState.Resolved, ResolvedAt = Later(at, first), SuspectedAt = null };
        return new(gone with { FirstProofAt = null, FirstProof = null, Acceptance = null }, Effect.Resolved, proof.Word());
    }

    private static AlertStanding Asked(AlertStanding alert, DateTimeOffset at) =>
        alert with
        {
            LastAsked = Later(alert.LastAsked, at),
        };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
