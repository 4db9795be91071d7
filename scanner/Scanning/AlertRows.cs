using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Alerts in the words of their rule.</summary>
internal static class AlertRows
{
    public static Alert New(string finess, Rule rule, string asset, AlertStanding standing) =>
        new()
        {
            Id = Guid.CreateVersion7(standing.FirstSeen),
            Finess = finess,
            RuleId = rule.Id,
            AssetKey = asset,
            Severity = rule.Severity,
            State = standing.State,
            TitleFr = rule.Title.Fr,
            TitleEn = rule.Title.En,
            FirstSeen = standing.FirstSeen,
            LastSeen = standing.LastSeen,
        };

    /// <summary>The words of the rule as it is now, and what it read.</summary>
    public static void SetWords(Alert alert, Rule rule, Finding finding)
    {
        (alert.Severity, alert.Confidence) = (rule.Severity, rule.Confidence);
        alert.Vulnerabilities = string.Join(' ', rule.Vulnerabilities);
        (alert.TitleFr, alert.TitleEn) = (rule.Title.Fr, rule.Title.En);
        (alert.WhyFr, alert.WhyEn) = (rule.Why.Fr, rule.Why.En);
        (alert.FixFr, alert.FixEn) = (rule.Fix.Fr, rule.Fix.En);
        alert.Checks = string.Join(' ', rule.Checks);
        alert.References = string.Join(' ', rule.References.Select(reference => reference.AbsoluteUri));
        if (finding.Answer is ProbeAnswer.Facts facts)
            alert.Evidence = DocumentJson.Pick(facts.Values, rule.Facts);
        alert.Replay = string.Join('\n', finding.Replay);
        alert.RequestId = finding.RequestId;
        alert.EvidenceAt = finding.At;
    }
}
