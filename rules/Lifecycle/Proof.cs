using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>What one finding proves about one rule on one asset.</summary>
public enum Proof
{
    /// <summary>The question never left, or we spoilt it ourselves.</summary>
    NotAsked,

    /// <summary>It was asked, and nothing is known.</summary>
    Inconclusive,
    Match,
    Clean,

    /// <summary>The host itself refused: what the rule spoke of is not there.</summary>
    Refused,

    /// <summary>The name, or its pointing to this address, is gone.</summary>
    NameGone,
}

/// <summary>Reads proofs out of judgements, and names them.</summary>
public static class Proofs
{
    /// <summary>A verdict where there is one; of the silences, only those that the other side said prove an absence.</summary>
    public static Proof Of(Verdict verdict, ProbeAnswer answer) =>
        (verdict, answer) switch
        {
            (Verdict.Match, _) => Proof.Match,
            (Verdict.Clean, _) => Proof.Clean,
            (_, ProbeAnswer.NoAnswer { Why: Silence.Refused }) => Proof.Refused,
            (_, ProbeAnswer.NoAnswer { Why: Silence.NameGone }) => Proof.NameGone,
            (_, ProbeAnswer.NoAnswer { Why: Silence.NotAllowed or Silence.OurFault }) => Proof.NotAsked,
            _ => Proof.Inconclusive,
        };

    /// <summary>Says that what was found is not there (any more).</summary>
    public static bool IsAbsence(this Proof proof) => proof is Proof.Clean or Proof.Refused or Proof.NameGone;

    /// <summary>The word that is kept and translated by pages.</summary>
    public static string Word(this Proof proof) =>
        proof switch
        {
            Proof.Match => "match",
            Proof.Clean => "clean",
            Proof.Refused => "refused",
            Proof.NameGone => "name-gone",
            _ => "inconclusive",
        };

    /// <summary>
    /// What the proofs of all members of an alert say together: one match is a match; an absence only when every member gives one,
    /// and then the most telling of them.
    /// </summary>
    public static Proof Together(IReadOnlyCollection<Proof> members) =>
        members switch
        {
            { Count: 0 } => Proof.NotAsked,
            _ when members.Contains(Proof.Match) => Proof.Match,
            _ when members.All(IsAbsence) => members.MinBy(proof => (int)proof),
            _ when members.All(proof => proof is Proof.NotAsked) => Proof.NotAsked,
            _ => Proof.Inconclusive,
        };
}
