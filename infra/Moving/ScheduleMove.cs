using CyberWatch.Infra.Schedule;
using Quartz;

namespace CyberWatch.Infra.Moving;

/// <summary>
/// The triggers anew on a server: what came due while everything stood still is fired once as soon as a worker runs, as after any other
/// pause.
/// </summary>
internal sealed class ScheduleMove(DataFolder folder, TimeProvider clock)
{
    /// <summary>Returns how many triggers were made; those that are there already stay.</summary>
    public async Task<int> RunAsync(ScheduleStoreOptions target, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Schedule))
            return 0;
        await using var here = Opened(new ScheduleStoreOptions());
        await using var there = Opened(target);
        var from = await here.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        var to = await there.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        var made = 0;
        foreach (var key in await from.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken))
        {
            if (await to.GetTrigger(key, cancellationToken) is null && await PlanAsync(from, to, key, cancellationToken))
                made++;
        }

        return made;
    }

    private async Task<bool> PlanAsync(IScheduler from, IScheduler to, TriggerKey key, CancellationToken cancellationToken)
    {
        var trigger = await from.GetTrigger(key, cancellationToken);
        if (trigger is null || await from.GetJobDetail(trigger.JobKey, cancellationToken) is not { } job)
            return false;
        // a trigger that is stored anew begins with its next firing from now on
        ITrigger[] missed = trigger.NextFireTimeUtc <= clock.GetUtcNow() ? [Missed(trigger)] : [];
        await to.ScheduleJob(job, [trigger.GetTriggerBuilder().Build(), .. missed], cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Fires once, as soon as somebody can.</summary>
    private ITrigger Missed(ITrigger trigger) =>
        TriggerBuilder
            .Create()
            .WithIdentity($"{trigger.Key.Name}|missed", trigger.Key.Group)
            .ForJob(trigger.JobKey)
            .StartAt(clock.GetUtcNow())
            .Build();

    /// <summary>A scheduler that is never started only reads and writes its store.</summary>
    private ServiceProvider Opened(ScheduleStoreOptions options) =>
        new ServiceCollection().AddLogging().AddScheduleStore(options, folder, 1).BuildServiceProvider();
}
