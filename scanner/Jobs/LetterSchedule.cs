using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Keeps one trigger for each time zone that somebody gets letters in: Monday morning by its clock.</summary>
internal sealed class LetterSchedule(ISchedulerFactory schedulers, IDbContextFactory<RegistryContext> registry)
{
    private const string Group = "letters";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var zone in await ZonesAsync(cancellationToken))
        {
            var (trigger, job) = Declared(zone);
            await ScheduleSync.DeclareAsync(scheduler, trigger, job, cancellationToken);
        }
    }

    private async Task<IEnumerable<string>> ZonesAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var zones = await context
            .Establishments.Where(row => row.InService && context.Mandates.Any(mandate => mandate.Finess == row.Finess))
            .Select(row => row.TimeZone)
            .Distinct()
            .ToListAsync(cancellationToken);
        return zones.Append(LetterTimes.OfficialZone).Distinct();
    }

    private static (ICronTrigger, IJobDetail) Declared(string zone)
    {
        var job = JobBuilder
            .Create<PlanLettersJob>()
            .WithIdentity(zone, Group)
            .UsingJobData(PlanLettersJob.Zone, zone)
            .RequestRecovery()
            .Build();
        var morning = LetterTimes.Morning;
        var cron = string.Create(CultureInfo.InvariantCulture, $"0 {morning.Minute} {morning.Hour} ? * MON");
        var trigger = (ICronTrigger)
            TriggerBuilder
                .Create()
                .WithIdentity(zone, Group)
                .ForJob(job)
                .WithCronSchedule(
                    cron,
                    schedule =>
                        schedule
                            .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone))
                            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
                )
                .Build();
        return (trigger, job);
    }
}
