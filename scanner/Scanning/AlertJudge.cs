using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Applies what one rule says about some assets to the alerts of an establishment, as they stand in the registry now. Knows no database:
/// new alerts are handed out, changed ones are changed in place.
/// </summary>
internal sealed class AlertJudge(Scan scan, Rule rule, JudgeTerms terms)
{
    /// <summary>What was changed in the lives of alerts.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>Entries of the audit trail, to be kept with the alerts.</summary>
    public List<AuditEntry> Audited { get; } = [];

    /// <summary>New alerts.</summary>
    public List<Alert> Born { get; } = [];

    /// <param name="known">All alerts of this rule and establishment.</param>
    /// <param name="judgements">What the rule says now.</param>
    /// <param name="earlier">Matches of the same scan that are kept already: they take no step, but may be twins.</param>
    public void Apply(IReadOnlyList<Alert> known, IReadOnlyList<Judgement> judgements, IReadOnlyList<Finding> earlier)
    {
        var byKey = judgements.ToDictionary(judgement => judgement.Finding.Asset.Key);
        var matches = judgements.Where(judgement => judgement.Verdict == Verdict.Match).Select(judgement => judgement.Finding);
        var homes = new Dictionary<string, Alert>();
        foreach (var group in Twins.Group(rule, [.. matches, .. earlier]))
            AlertHomes.Find(group, known, homes);

        foreach (var alert in known.Where(alert => AlertHomes.IsCurrent(alert, known)))
        {
            var joining = homes.Where(home => home.Value == alert && byKey.ContainsKey(home.Key)).Select(home => home.Key);
            Step(alert, [.. AlertHomes.Members(alert).Where(byKey.ContainsKey).Union(joining)], byKey);
        }
        foreach (var group in Twins.Group(rule, matches.Where(match => !homes.ContainsKey(match.Asset.Key))))
            Begin(group, byKey[group[0]].Finding);
    }

    private void Step(Alert alert, IReadOnlyList<string> asked, Dictionary<string, Judgement> byKey)
    {
        if (asked.Count == 0)
            return;

        var members = AlertHomes.Members(alert).Union(asked).ToList();
        var proofs = members.ToDictionary(
            key => key,
            key => byKey.TryGetValue(key, out var said) ? Proofs.Of(said.Verdict, said.Finding.Answer) : Proof.NotAsked
        );
        var proof = Proofs.Together(proofs.Values);
        // of those that said it, the first one speaks
        var speaker = asked.Where(key => proofs[key] == proof).Append(asked[0]).First();
        var finding = byKey[speaker].Finding;
        var step = AlertLife.Next(AlertStandings.Of(alert), proof, finding.At, terms.Life);
        if (step.IsNew)
            Begin([.. asked.Where(key => proofs[key] == Proof.Match)], finding);
        else
            Change(alert, step, proof, finding, proof == Proof.Match ? asked.Where(key => proofs[key] == Proof.Match) : []);
    }

    private void Change(Alert alert, LifeStep step, Proof proof, Finding finding, IEnumerable<string> matched)
    {
        var (from, ground) = (alert.State, AlertDue.Ground.Of(alert));
        AlertStandings.Set(alert, step.Standing!);
        var changed = proof == Proof.Match ? Read(alert, finding, matched) : null;
        AlertDue.Decide(alert, ground, terms.Policy, terms.Zone, finding.At, proof == Proof.Match ? Ends(finding) : null);
        Record(alert, from, changed is null ? step : step with { Effect = Effect.AcceptanceVoid }, proof, finding);
        Learn(alert, changed, proof, finding);
    }

    private DateTimeOffset? Ends(Finding finding) => rule.ValidFor?.EndOf(finding);

    /// <summary>Returns what it means for an acceptance that the facts are those of this match.</summary>
    private StandingChange? Read(Alert alert, Finding finding, IEnumerable<string> matched)
    {
        AlertRows.SetWords(alert, rule, finding);
        alert.Twins = string.Join('\n', AlertHomes.Members(alert).Union(matched));
        return Acceptances.Compare(AlertStandings.Of(alert), alert.Evidence, finding.At);
    }

    private void Learn(Alert alert, StandingChange? changed, Proof proof, Finding finding)
    {
        var cause = new AlertCause(AlertCause.Scan, finding.At);
        if (changed is not null)
            Audited.Add(AlertTrail.Apply(alert, changed, cause, terms.Policy, terms.Zone));
        if (proof == Proof.Match && Acceptances.Learn(AlertStandings.Of(alert), terms.Listed, finding.At) is { } learned)
            Audited.Add(AlertTrail.Apply(alert, learned, cause, terms.Policy, terms.Zone));
    }

    private void Begin(IReadOnlyList<string> group, Finding finding)
    {
        var step = AlertLife.Next(null, Proof.Match, finding.At, terms.Life);
        var alert = AlertRows.New(scan.Finess, rule, Twins.First(group), step.Standing!);
        var ground = AlertDue.Ground.Of(alert);
        alert.Twins = string.Join('\n', group);
        AlertStandings.Set(alert, step.Standing!);
        AlertRows.SetWords(alert, rule, finding);
        AlertDue.Decide(alert, ground, terms.Policy, terms.Zone, finding.At, Ends(finding));
        Record(alert, null, step, Proof.Match, finding);
        Learn(alert, null, Proof.Match, finding);
        Born.Add(alert);
    }

    private void Record(Alert alert, AlertState? from, LifeStep step, Proof proof, Finding finding)
    {
        if (proof == Proof.NotAsked)
            return;

        Effects.Add(step.Effect);
        alert.Version++;
        var detail = (finding.Answer as ProbeAnswer.NoAnswer)?.Why.Word();
        alert.Verdicts.Add(
            new AlertVerdict
            {
                At = finding.At,
                Verdict = proof.Word(),
                Effect = step.Effect.Word(),
                Detail = detail,
                ScanId = scan.Id,
            }
        );
        if (step.Why is not { } why)
            return;

        alert.Events.Add(
            new AlertEvent
            {
                At = finding.At,
                Actor = AlertCause.Scan,
                From = from,
                To = alert.State,
                Why = why,
                Detail = detail,
                ScanId = scan.Id,
                FindingId = FindingDocument.KeyOf(scan.Finess, finding),
            }
        );
    }
}
