using CyberWatch.Infra.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Our clock and the registry's go in step.</summary>
internal sealed class ClockHealth(ClockCheck clocks) : IHealthCheck
{
    public const string Name = "clock";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            clocks.SecondsOff == 0
                ? HealthCheckResult.Healthy()
                : HealthReasons.Degraded(
                    $"This worker's clock is {clocks.SecondsOff} s ahead of the registry's (negative: behind).",
                    "Let both follow the same time servers (timedatectl). Leases hold all the same; times of findings and days of mandates are this worker's."
                )
        );
}
