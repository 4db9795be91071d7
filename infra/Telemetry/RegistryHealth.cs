using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Infra.Telemetry;

/// <summary>The registry can be read and is of this version.</summary>
public sealed class RegistryHealth(IDbContextFactory<RegistryContext> registries) : IHealthCheck
{
    public const string Name = "registry";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        if (!await registry.Database.CanConnectAsync(cancellationToken))
        {
            return HealthReasons.Unhealthy(
                "The registry cannot be opened.",
                "See that the database answers, or that the file and its disk are there and belong to the user of this program."
            );
        }

        var pending = await registry.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any()
            ? HealthReasons.Unhealthy(
                "The registry is of an older version than this program.",
                "Start this program again: it brings the registry up to date, or says what keeps it from doing so."
            )
            : HealthCheckResult.Healthy();
    }
}
