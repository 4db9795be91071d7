using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Dashboard.Api;

/// <summary>The registry can be read and is of this version.</summary>
internal sealed class RegistryHealth(IDbContextFactory<RegistryContext> registries) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        if (!await registry.Database.CanConnectAsync(cancellationToken))
        {
            return HealthCheckResult.Unhealthy("The registry cannot be opened.");
        }

        var pending = await registry.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy("The registry is of an older version.") : HealthCheckResult.Healthy();
    }
}
