using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Applies what one rule says about some assets to the alerts of an establishment, as they stand in the registry now. Knows no database:
/// new alerts are handed out, changed ones are changed in place.
/// </summary>
internal sealed class AlertJudge(Scan scan, Rule rule, LifeTerms terms)
{
    /// <summary>What was changed in the lives of alerts.</summary>
    public List<Effect> Effects { get; } = [];

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
            FindHomes(group, known, homes);

        foreach (var alert in known.Where(alert => IsCurrent(alert, known)))
        {
            var joining = homes.Where(home => home.Value == alert && byKey.ContainsKey(home.Key)).Select(home => home.Key);
            Step(alert, [.. Members(alert).Where(byKey.ContainsKey).Union(joining)], byKey);
        }
        foreach (var group in Twins.Group(rule, matches.Where(match => !homes.ContainsKey(match.Asset.Key))))
            Begin(group, byKey[group[0]].Finding);
    }

    public static IReadOnlyList<string> Members(Alert alert) =>
        alert.Twins.Length > 0 ? alert.Twins.Split('\n') : [alert.AssetKey];

    /// <summary>An alert that has one of the twins is the alert of them all; one that was resolved long ago is not.</summary>
    private static void FindHomes(IReadOnlyList<string> group, IReadOnlyList<Alert> known, Dictionary<string, Alert> homes)
    {
        var candidates = known
            .Where(alert => IsCurrent(alert, known))
            .OrderBy(alert => alert.State == AlertState.Resolved)
            .ToList();
        var first = candidates.Find(alert => Members(alert).Intersect(group).Any());
        foreach (var key in group)
        {
            if ((candidates.Find(alert => Members(alert).Contains(key)) ?? first) is { } home)
                homes[key] = home;
        }
    }

    /// <summary>Of several alerts of one asset only the youngest lives on; the others were resolved before it began.</summary>
    private static bool IsCurrent(Alert alert, IReadOnlyList<Alert> known) =>
        alert.State != AlertState.Resolved
        || !known.Any(other => other.FirstSeen > alert.FirstSeen && Members(other).Intersect(Members(alert)).Any());

    private void Step(Alert alert, IReadOnlyList<string> asked, Dictionary<string, Judgement> byKey)
    {
        if (asked.Count == 0)
            return;

        var members = Members(alert).Union(asked).ToList();
        var proofs = members.ToDictionary(
            key => key,
            key => byKey.TryGetValue(key, out var said) ? Proofs.Of(said.Verdict, said.Finding.Answer) : Proof.NotAsked
        );
        var proof = Proofs.Together(proofs.Values);
        // of those that said it, the first one speaks
        var speaker = asked.Where(key => proofs[key] == proof).Append(asked[0]).First();
        var finding = byKey[speaker].Finding;
        var step = AlertLife.Next(AlertRows.Standing(alert), proof, finding.At, terms);
        if (step.IsNew)
            Begin([.. asked.Where(key => proofs[key] == Proof.Match)], finding);
        else
            Change(alert, step, proof, finding, proof == Proof.Match ? asked.Where(key => proofs[key] == Proof.Match) : []);
    }

    private void Change(Alert alert, LifeStep step, Proof proof, Finding finding, IEnumerable<string> matched)
    {
        var from = alert.State;
        AlertRows.Set(alert, step.Standing!);
        if (proof == Proof.Match)
        {
            AlertRows.SetWords(alert, rule, finding);
            alert.Twins = string.Join('\n', Members(alert).Union(matched));
        }
        Record(alert, from, step, proof, finding);
    }

    private void Begin(IReadOnlyList<string> group, Finding finding)
    {
        var step = AlertLife.Next(null, Proof.Match, finding.At, terms);
        var alert = AlertRows.New(scan.Finess, rule, Twins.First(group), step.Standing!);
        alert.Twins = string.Join('\n', group);
        AlertRows.Set(alert, step.Standing!);
        AlertRows.SetWords(alert, rule, finding);
        Record(alert, null, step, Proof.Match, finding);
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
                Actor = "scan",
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
