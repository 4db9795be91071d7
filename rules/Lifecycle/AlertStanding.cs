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

    /// <summary>What a person accepted; null while no acceptance stands.</summary>
    public Acceptance? Acceptance { get; init; }

    /// <summary>The catalogue that lists its vulnerability as exploited; null while none does.</summary>
    public Exploitation? Exploited { get; init; }

    /// <summary>How often it was open again after it had been resolved.</summary>
    public int Reopened { get; init; }

    /// <summary>A second look or a second proof is still wanted.</summary>
    public bool WaitsForSecondLook => State == AlertState.Suspected || FirstProofAt is not null;
}

/// <summary>A risk that a person accepted.</summary>
/// <param name="Until">The last day, in the establishment's own time zone.</param>
/// <param name="Facts">What was known when it was accepted: facts as a JSON object.</param>
public sealed record Acceptance(DateOnly Until, string Facts);

/// <summary>A catalogue lists the vulnerability as exploited.</summary>
/// <param name="By">The catalogue's own name, such as <c>CISA KEV</c>.</param>
/// <param name="Since">The day on which the catalogue listed it.</param>
public sealed record Exploitation(string By, DateOnly Since);

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

    /// <summary>The facts are no longer those that somebody accepted: it is open.</summary>
    AcceptanceVoid,
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

/// <summary>A change that no proof made: a person, a date that passed, a catalogue, or facts that are others now.</summary>
/// <param name="Standing">After it.</param>
/// <param name="Why">
/// The word for the trail: acknowledged, accepted, false-positive, taken-back, acceptance-expired, facts-changed, exploited,
/// exploited-withdrawn.
/// </param>
public sealed record StandingChange(AlertStanding Standing, string Why)
{
    /// <summary>What is to be said besides: names of facts, or a catalogue and its day.</summary>
    public string? Detail { get; init; }
}

/// <summary>Effects by the words that are kept.</summary>
public static class Effects
{
    public static string Word(this Effect effect) => effect.Kebab();
}
