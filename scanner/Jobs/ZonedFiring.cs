using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// A job that fires by the clock of one time zone, and once for all firings that were missed while no worker ran. A firing that a dead worker
/// left behind is taken up again.
/// </summary>
/// <param name="Job">What is to be done; it finds <paramref name="Zone"/> in its data.</param>
/// <param name="Group">Of the trigger and of the job.</param>
/// <param name="Name">The same for both.</param>
/// <param name="Cron">With seconds.</param>
/// <param name="Zone">IANA name.</param>
internal sealed record ZonedFiring(Type Job, string Group, string Name, string Cron, string Zone)
{
    /// <summary>The key of the time zone in a job's data.</summary>
    public const string ZoneKey = "zone";

    /// <summary>
    /// Stores trigger and job, unless they stand there as they should: declaring them anew would wipe the trace of a firing that a dead
    /// worker left behind. As they should is also: no later than the clock says, for one that was ahead leaves firings behind that lie years away.
    /// </summary>
    public async Task DeclareAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var stored = await scheduler.GetTrigger(new TriggerKey(Name, Group), cancellationToken) as ICronTrigger;
        var trigger = Trigger();
        if (stored is null)
            await StoreAsync(scheduler, trigger, cancellationToken);
        else if (!IsAsItShould(stored, trigger))
            await scheduler.RescheduleJob(trigger.Key, trigger, cancellationToken);
    }

    // clocks of two workers may differ a little: what the one has just fired lies before the other
    private static bool IsAsItShould(ICronTrigger stored, ICronTrigger fresh) =>
        stored.CronExpressionString == fresh.CronExpressionString
        && stored.TimeZone.Equals(fresh.TimeZone)
        && !(stored.NextFireTimeUtc > fresh.GetFireTimeAfter(fresh.StartTimeUtc.AddMinutes(5)));

    private async Task StoreAsync(IScheduler scheduler, ICronTrigger trigger, CancellationToken cancellationToken)
    {
        try
        {
            await scheduler.ScheduleJob(JobDetail(), trigger, cancellationToken: cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // another worker of the cluster declared the same a moment ago
        }
    }

    private IJobDetail JobDetail() =>
        JobBuilder.Create().OfType(Job).WithIdentity(Name, Group).UsingJobData(ZoneKey, Zone).RequestRecovery().Build();

    private ICronTrigger Trigger() =>
        (ICronTrigger)
            TriggerBuilder
                .Create()
                .WithIdentity(Name, Group)
                .ForJob(Name, Group)
                .WithCronSchedule(
                    Cron,
                    schedule =>
                        schedule
                            .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(Zone))
                            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
                )
                .Build();
}
