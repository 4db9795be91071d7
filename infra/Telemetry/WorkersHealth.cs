using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Infra.Telemetry;

/// <summary>Somebody scans: for a dashboard, which shows old answers for ever when nobody does.</summary>
public sealed class WorkersHealth(IDbContextFactory<RegistryContext> registries, TimeProvider clock) : IHealthCheck
{
    public const string Name = "workers";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var last = await registry.Workers.MaxAsync(row => (DateTimeOffset?)row.LastSeen, cancellationToken);
        if (last is { } seen && clock.GetUtcNow() - seen < RegistrySample.Silent)
            return HealthCheckResult.Healthy();
        return HealthReasons.Degraded(
            last is null ? "No worker was ever heard." : $"No worker has been heard since {last:yyyy-MM-dd HH:mm:ss} UTC.",
            "Start one ('cyberwatch serve'), or see in its log why it ended."
        );
    }
}
