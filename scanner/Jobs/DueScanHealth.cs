using CyberWatch.Infra.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Scanner.Jobs;

/// <summary>The worker looked for due scans half a minute ago at most.</summary>
internal sealed class DueScanHealth(DueScanWork due, TimeProvider clock) : IHealthCheck
{
    public const string Name = "scans";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            clock.GetUtcNow() - due.LastLook < Longest
                ? HealthCheckResult.Healthy()
                : HealthReasons.Unhealthy(
                    $"This worker has not looked for due scans for more than {Longest.TotalSeconds:0} s.",
                    "If the registry is well, start the worker again; its scans are taken up where they were."
                )
        );
}
