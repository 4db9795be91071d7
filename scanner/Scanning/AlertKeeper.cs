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
        var twins = earlier
            .SelectMany(rules.Judge)
            .Where(said => said.Verdict == Verdict.Match)
            .ToLookup(said => said.Rule, said => said.Finding);
        foreach (var ofRule in judgements.GroupBy(judgement => judgement.Rule))
        {
            var rule = ofRule.Key;
            var judge = new AlertJudge(of.Scan, rule, Terms(rule, of.Zone, exploited));
            judge.Apply([.. alerts.Where(alert => alert.RuleId == rule.Id)], [.. ofRule], [.. twins[rule]]);
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
}
