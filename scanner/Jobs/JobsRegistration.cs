using CyberWatch.Infra.Options;
using CyberWatch.Infra.Schedule;
using CyberWatch.Infra.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Scanner.Jobs;

internal static class JobsRegistration
{
    /// <summary>All that runs by itself in a worker. Needs the registry, the scanning and the schedule's store.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddHealthChecks()
            .AddReady<DueScanHealth>(DueScanHealth.Name, HealthStatus.Unhealthy)
            .AddReady<ClockHealth>(ClockHealth.Name, HealthStatus.Degraded)
            .AddReady<NmapHealth>(NmapHealth.Name, HealthStatus.Degraded);
        return services
            .AddOptionsSection<ScheduleOptions>(configuration)
            .AddSingleton<ScanPlanner>()
            .AddSingleton<ScanSchedule>()
            .AddSingleton<StandingSync>()
            .AddSingleton<LetterSchedule>()
            .AddSingleton<ClockCheck>()
            .AddSingleton<DueScanWork>()
            .AddHostedService(provider => provider.GetRequiredService<DueScanWork>())
            .AddHostedService<IndexWork>()
            .AddHostedService<ScheduleWork>()
            .AddHostedService<HeartbeatWork>()
            .AddHostedService<LetterWork>()
            .AddHostedService<UrgentWork>()
            .AddHostedService<AcceptanceWork>();
    }
}
