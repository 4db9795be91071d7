using CyberWatch.Infra.Telemetry;
using CyberWatch.Scanner.Net.Nmap;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Scanner.Jobs;

/// <summary>nmap is there. Without it names, certificates and sites are asked all the same, and no ports.</summary>
internal sealed class NmapHealth(NmapInstallation nmap) : IHealthCheck
{
    public const string Name = "nmap";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await nmap.LookAsync(cancellationToken) is NmapFound.Unusable unusable
            ? HealthReasons.Degraded("No ports can be looked for.", unusable.Remedy)
            : HealthCheckResult.Healthy();
}
