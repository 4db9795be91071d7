using CyberWatch.Rules.Lifecycle;

namespace CyberWatch.Scanner.Scanning;

/// <summary>By what one rule's alerts of one establishment are judged.</summary>
/// <param name="Life">Spans.</param>
/// <param name="Policy">By when it is to be fixed.</param>
/// <param name="Zone">IANA name of the establishment's time zone.</param>
/// <param name="Listed">The catalogue that lists one of the rule's vulnerabilities as exploited; null: none does.</param>
internal sealed record JudgeTerms(LifeTerms Life, DuePolicy Policy, string Zone, Exploitation? Listed);
