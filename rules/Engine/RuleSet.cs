using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine;

/// <summary>All rules of a catalogue, by probe. Immutable, and safe for all threads.</summary>
public sealed class RuleSet
{
    private readonly Dictionary<string, Rule[]> _byProbe;
    private readonly Dictionary<string, Rule> _byId;

    public RuleSet(IEnumerable<Rule> rules)
    {
        All = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        _byProbe = All.GroupBy(rule => rule.Reads).ToDictionary(group => group.Key, group => group.ToArray());
        _byId = All.ToDictionary(rule => rule.Id);
    }

    public IReadOnlyList<Rule> All { get; }

    public Rule? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// What each rule says that applies to the finding. A silence is inconclusive for all of them;
    /// whether it proves an absence is for the life of the alert to say, never for a rule.
    /// </summary>
    public IReadOnlyList<Judgement> Judge(Finding finding) =>
        [
            .. _byProbe
                .GetValueOrDefault(finding.Probe, [])
                .Where(rule => rule.AppliesTo(finding))
                .Select(rule => new Judgement(rule, finding, VerdictOf(rule, finding.Answer))),
        ];

    private static Verdict VerdictOf(Rule rule, ProbeAnswer answer) =>
        answer is ProbeAnswer.Facts facts ? rule.Judge(facts.Values) : Verdict.Inconclusive;
}

/// <summary>What one rule says about one finding.</summary>
public sealed record Judgement(Rule Rule, Finding Finding, Verdict Verdict);
