using System.Globalization;
using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Takes what a person decides about an alert. What a scan keeps at the same moment is kept as well: whoever comes second decides on what is there then.</summary>
public sealed class AlertDecisions(RegistryWrites writes, DuePolicyFile policy, TimeProvider clock)
{
    /// <summary>Null: no alert of this id is within the scope. That the person may decide at all was asked before.</summary>
    public Task<DecisionStep?> TakeAsync(
        AccessScope scope,
        Guid id,
        Decision decision,
        string person,
        CancellationToken cancellationToken
    ) =>
        writes.RunAsync(
            async (registry, token) =>
            {
                var alert = await registry
                    .AlertsOf(scope)
                    .Include(row => row.Establishment)
                    .SingleOrDefaultAsync(row => row.Id == id, token);
                if (alert is null)
                    return null;
                var step = Take(registry, alert, decision, person);
                if (step is DecisionStep.Taken)
                    await StandingLines.KeepAsync(registry, [alert.Finess], clock.GetUtcNow(), token);
                return step;
            },
            cancellationToken
        );

    private DecisionStep Take(RegistryContext registry, Alert alert, Decision decision, string person)
    {
        var now = clock.GetUtcNow();
        var zone = alert.Establishment!.TimeZone;
        var step = Decisions.Take(AlertStandings.Of(alert), decision, alert.Evidence, LocalDay.Of(now, zone));
        if (step is DecisionStep.Taken taken)
        {
            var cause = new AlertCause(person, now, Detail(decision));
            registry.Audit.Add(AlertTrail.Apply(alert, taken.Change, cause, policy.Policy, zone));
            if (decision is not Decision.TakeBack)
                (alert.DecidedBy, alert.DecidedAt, alert.DecisionReason) = (person, now, ReasonOf(decision));
        }

        return step;
    }

    private static string? ReasonOf(Decision decision) =>
        decision switch
        {
            Decision.Accept said => said.Reason!.Trim(),
            Decision.FalsePositive said => said.Reason!.Trim(),
            _ => null,
        };

    /// <summary>What the trail keeps when the decision itself is gone from the alert.</summary>
    private static string? Detail(Decision decision) =>
        decision is Decision.Accept said
            ? string.Create(CultureInfo.InvariantCulture, $"{said.Until:yyyy-MM-dd}: {ReasonOf(decision)}")
            : ReasonOf(decision);
}
