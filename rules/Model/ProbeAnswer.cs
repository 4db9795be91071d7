namespace CyberWatch.Rules.Model;

/// <summary>What a probe learned. Silence is an answer too: it must never be mistaken for a clean result.</summary>
public abstract record ProbeAnswer
{
    private ProbeAnswer() { }

    /// <summary>The other side said something: facts, a refusal that was seen, a name that is gone.</summary>
    public bool IsConclusive => this is Facts or NoAnswer { Why: Silence.Refused or Silence.NameGone };

    /// <summary>
    /// A fact that was looked for and not found is there with the value null; a missing one was never looked for or could not be decided.
    /// Values are <c>bool</c>, <c>double</c>, <c>string</c> or <c>IReadOnlyList&lt;string&gt;</c>, as <see cref="FactCatalogue"/> declares them.
    /// </summary>
    public sealed record Facts(IReadOnlyDictionary<string, object?> Values) : ProbeAnswer;

    /// <summary>Nothing was learned but why; <paramref name="Detail"/> is for people and may hold what the other side said.</summary>
    public sealed record NoAnswer(Silence Why, string Detail) : ProbeAnswer;
}

/// <summary>
/// Why there was no answer. Only <see cref="Refused"/> and <see cref="NameGone"/> were said by the other side and prove an absence;
/// all others say that we do not know.
/// </summary>
public enum Silence
{
    /// <summary>The host itself refused the connection, and this refusal was seen (RST, or ICMP port unreachable from the host).</summary>
    Refused,

    /// <summary>The name does not exist any more: denied by an authoritative NXDOMAIN.</summary>
    NameGone,
    Unreachable,
    Reset,
    TimedOut,
    ClosedEarly,
    SpokeAnotherProtocol,

    /// <summary>The mandate, an exclusion or the hour did not allow the question.</summary>
    NotAllowed,
    RateLimited,
    OurFault,
}

public static class SilenceWords
{
    /// <summary>In kebab case, as documents and alerts keep it: <c>timed-out</c>.</summary>
    public static string Word(this Silence silence) => silence.Kebab();
}
