using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>All of an alert that a score depends on.</summary>
/// <param name="Key">Tells it from the others; the last word where two weigh the same.</param>
/// <param name="RuleId">Alerts of one rule weigh less and less: 1/k for the k-th.</param>
/// <param name="State">Only open, acknowledged and accepted ones count, the last by half.</param>
/// <param name="Severity">Weighs 40, 15, 5, 1 or 0.</param>
/// <param name="Confidence">A version alone counts by half.</param>
/// <param name="Exploited">Listed by a catalogue of exploited vulnerabilities: counts one and a half times.</param>
public sealed record ScoredAlert(
    string Key,
    string RuleId,
    AlertState State,
    Severity Severity,
    Confidence Confidence,
    bool Exploited
);
