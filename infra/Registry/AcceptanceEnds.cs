using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Opens again what was accepted until a day that is over where the establishment is.</summary>
public sealed class AcceptanceEnds(RegistryWrites writes, DuePolicyFile policy, TimeProvider clock)
{
    /// <summary>Returns how many it opened.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) => writes.RunAsync(ExpireAsync, cancellationToken);

    private async Task<int> ExpireAsync(RegistryContext registry, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // nowhere is a day over before it is over at 14 hours east of Greenwich
        var day = DateOnly.FromDateTime(now.UtcDateTime.AddHours(14));
        var alerts = await registry
            .Alerts.Include(row => row.Establishment)
            .Where(row => row.State == AlertState.Accepted && row.AcceptedUntil < day)
            .ToListAsync(cancellationToken);
        var expired = alerts.Where(alert => Expires(registry, alert, now)).ToList();
        if (expired.Count > 0)
            await StandingLines.KeepAsync(registry, [.. expired.Select(alert => alert.Finess)], now, cancellationToken);
        return expired.Count;
    }

    private bool Expires(RegistryContext registry, Alert alert, DateTimeOffset now)
    {
        var zone = alert.Establishment!.TimeZone;
        if (Acceptances.Expire(AlertStandings.Of(alert), LocalDay.Of(now, zone)) is not { } change)
            return false;
        registry.Audit.Add(AlertTrail.Apply(alert, change, new AlertCause(AlertCause.Clock, now), policy.Policy, zone));
        return true;
    }
}
