using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Jobs;

internal static class JobsRegistration
{
    /// <summary>All that runs by itself in a worker. Needs the registry, the scanning and the schedule's store.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsSection<ScheduleOptions>(configuration)
            .AddOptionsSection<WorkerOptions>(configuration)
            .AddSingleton<ScheduleSync>()
            .AddSingleton<StandingSync>()
            .AddSingleton<LetterSchedule>()
            .AddSingleton<DueScanWork>()
            .AddHostedService(provider => provider.GetRequiredService<DueScanWork>())
            .AddHostedService<IndexWork>()
            .AddHostedService<ScheduleWork>()
            .AddHostedService<HeartbeatWork>()
            .AddHostedService<HealthWork>()
            .AddHostedService<LetterWork>()
            .AddHostedService<UrgentWork>()
            .AddHostedService<AcceptanceWork>();
}
