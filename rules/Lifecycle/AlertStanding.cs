using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>All that the next step in the life of an alert depends on.</summary>
public sealed record AlertStanding(AlertState State, DateTimeOffset FirstSeen)
{
    /// <summary>The latest match.</summary>
    public DateTimeOffset LastSeen { get; init; } = FirstSeen;

    /// <summary>When it was last asked, whatever came back.</summary>
    public DateTimeOffset LastAsked { get; init; } = FirstSeen;

    /// <summary>The match that waits for a second one; null once it came.</summary>
    public DateTimeOffset? SuspectedAt { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>The first of the two proofs of absence; null while none stands.</summary>
    public DateTimeOffset? FirstProofAt { get; init; }
    public Proof? FirstProof { get; init; }

    /// <summary>A second look or a second proof is still wanted.</summary>
    public bool WaitsForSecondLook => State == AlertState.Suspected || FirstProofAt is not null;
}

/// <summary>The spans that the life of an alert knows.</summary>
/// <param name="SecondLook">The rule wants a second match before it opens.</param>
/// <param name="Apart">How far two matches, or two proofs, must lie apart to count as two.</param>
public sealed record LifeTerms(bool SecondLook, TimeSpan Apart)
{
    /// <summary>A match on what was resolved longer ago is a new alert.</summary>
    public static readonly TimeSpan ReopensWithin = TimeSpan.FromDays(90);
}

/// <summary>What a proof did.</summary>
public enum Effect
{
    Nothing,
    Suspected,
    Opened,
    StillThere,
    FirstProof,
    Resolved,
    Reopened,
}

/// <summary>The step that a proof takes.</summary>
/// <param name="Standing">After it; null when there is still no alert.</param>
/// <param name="Effect">What it did.</param>
/// <param name="Why">The word for the trail where the state changed, else null: match, second-look, clean, refused, name-gone, reopened.</param>
public sealed record LifeStep(AlertStanding? Standing, Effect Effect, string? Why = null)
{
    /// <summary>The standing is that of a new alert; one that was there before stays as it is.</summary>
    public bool IsNew { get; init; }
}

/// <summary>Effects by the words that are kept.</summary>
public static class Effects
{
    public static string Word(this Effect effect) =>
        effect switch
        {
            Effect.Suspected => "suspected",
            Effect.Opened => "opened",
            Effect.StillThere => "still-there",
            Effect.FirstProof => "first-proof",
            Effect.Resolved => "resolved",
            Effect.Reopened => "reopened",
            _ => "nothing",
        };
}
