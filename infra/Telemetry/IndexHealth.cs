using CyberWatch.Infra.Findings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Infra.Telemetry;

/// <summary>The finding index takes documents. Without it scans go on and pages of the registry are shown, so it never makes a program unready.</summary>
public sealed class IndexHealth(IFindingIndex index) : IHealthCheck
{
    public const string Name = "index";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await index.FaultAsync(cancellationToken) is { } fault
            ? HealthReasons.Degraded(fault.Said, "Mend what it names; findings wait in the outbox meanwhile, and none is lost.")
            : HealthCheckResult.Healthy();
}
