using CyberWatch.Infra;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Compares what there is with the triggers about each minute.</summary>
internal sealed class ScheduleWork(
    ScanSchedule scans,
    StandingSync standings,
    LetterSchedule letters,
    ISchedulerFactory schedulers,
    IOptions<ScheduleOptions> options,
    TimeProvider clock,
    ILogger<ScheduleWork> logger
) : PeriodicWork(clock, logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    protected override TimeSpan Period => options.Value.Period;

    /// <summary>
    /// Waits for the scheduler: as it starts it takes up what a dead worker's firings left behind, and a trigger that is declared anew before
    /// that takes those traces away.
    /// </summary>
    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        while (scheduler.Status != SchedulerStatus.Running)
            await Task.Delay(Look, Clock, cancellationToken);
        await scans.RunAsync(cancellationToken);
        await standings.RunAsync(cancellationToken);
        await letters.RunAsync(cancellationToken);
    }
}
