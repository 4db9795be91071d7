using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Feeds;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Brings what rules say into the alerts of an establishment, with their trail. Saves nothing: that is for the transaction it is part of.</summary>
internal sealed class AlertKeeper(RuleSet rules, IOptions<AlertOptions> options, DuePolicyFile policy)
{
    /// <summary>Returns what was changed in the lives of alerts.</summary>
    public async Task<List<Effect>> KeepAsync(
        RegistryContext context,
        (Scan Scan, string Zone) of,
        List<Judgement> judgements,
        IReadOnlyList<Finding> earlier,
        CancellationToken cancellationToken
    )
    {
        var effects = new List<Effect>();
        var alerts = await context.Alerts.Where(alert => alert.Finess == of.Scan.Finess).ToListAsync(cancellationToken);
        var matched = judgements.Where(said => said.Verdict == Verdict.Match).SelectMany(said => said.Rule.Vulnerabilities);
        var exploited = await ExploitedVulnerabilities.ReadAsync(context, [.. matched.Distinct()], cancellationToken);
        foreach (var ofRule in judgements.GroupBy(judgement => judgement.Rule))
        {
            var rule = ofRule.Key;
            var terms = Terms(rule, of.Zone, exploited);
            var judge = new AlertJudge(of.Scan, rule, terms);
            judge.Apply(
                [.. alerts.Where(alert => alert.RuleId == rule.Id)],
                [.. ofRule],
                [.. earlier.Where(it => Matches(rule, it))]
            );
            context.Alerts.AddRange(judge.Born);
            context.Audit.AddRange(judge.Audited);
            effects.AddRange(judge.Effects);
        }
        return effects;
    }

    private JudgeTerms Terms(Rule rule, string zone, ExploitedVulnerabilities exploited) =>
        new(
            new LifeTerms(rule.SecondLook, options.Value.SecondLookAfter),
            policy.Policy,
            zone,
            exploited.Of(rule.Vulnerabilities)
        );

    private bool Matches(Rule rule, Finding finding) =>
        rules.Judge(finding).Any(said => said.Rule == rule && said.Verdict == Verdict.Match);
}
