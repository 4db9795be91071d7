using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Keeps one trigger for each establishment with a mandate and each kind of scan. What is stored as it should be is left alone: declaring it
/// anew would wipe the trace of a firing that a dead worker left behind.
/// </summary>
internal sealed class ScheduleSync(
    ISchedulerFactory schedulers,
    IDbContextFactory<RegistryContext> registry,
    IOptions<ScheduleOptions> options,
    TimeProvider clock
)
{
    private const string Group = "scans";
    private static readonly ScanKind[] Kinds = [ScanKind.Light, ScanKind.Full];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var wanted = await WantedAsync(cancellationToken);
        foreach (var (trigger, job) in wanted)
            await DeclareAsync(scheduler, trigger, job, cancellationToken);

        var keep = wanted.Select(one => one.Trigger.Key.Name).ToHashSet();
        var stored = await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellationToken);
        foreach (var job in stored.Where(job => !keep.Contains(job.Name)))
            await scheduler.DeleteJob(job, cancellationToken);
    }

    /// <summary>Stores a trigger and its job, unless they stand there as they should.</summary>
    public static async Task DeclareAsync(
        IScheduler scheduler,
        ICronTrigger trigger,
        IJobDetail job,
        CancellationToken cancellationToken
    )
    {
        var stored = await scheduler.GetTrigger(trigger.Key, cancellationToken) as ICronTrigger;
        if (stored is null)
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        else if (stored.CronExpressionString != trigger.CronExpressionString || !stored.TimeZone.Equals(trigger.TimeZone))
            await scheduler.RescheduleJob(trigger.Key, trigger, cancellationToken);
    }

    private async Task<List<(ICronTrigger Trigger, IJobDetail Job)>> WantedAsync(CancellationToken cancellationToken)
    {
        // zones differ by hours, so a mandate that ended yesterday may still hold today somewhere
        var yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var rows = await context
            .Establishments.Where(row =>
                context.Mandates.Any(mandate => mandate.Finess == row.Finess && mandate.ValidUntil >= yesterday)
            )
            .Select(row => new { row.Finess, row.TimeZone })
            .ToListAsync(cancellationToken);
        return [.. rows.SelectMany(row => Kinds.Select(kind => Declared(row.Finess, row.TimeZone, kind)))];
    }

    private (ICronTrigger, IJobDetail) Declared(string finess, string zone, ScanKind kind)
    {
        var name = $"{finess}|{kind}";
        var cron = new ScanTimes(options.Value.From, options.Value.Until).CronOf(finess, kind);
        var job = JobBuilder
            .Create<PlanScanJob>()
            .WithIdentity(name, Group)
            .UsingJobData(PlanScanJob.Finess, finess)
            .UsingJobData(PlanScanJob.Kind, kind.ToString())
            .UsingJobData(PlanScanJob.Zone, zone)
            .RequestRecovery()
            .Build();
        var trigger = (ICronTrigger)
            TriggerBuilder
                .Create()
                .WithIdentity(name, Group)
                .ForJob(job)
                .WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone)))
                .Build();
        return (trigger, job);
    }
}
