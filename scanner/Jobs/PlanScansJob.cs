using CyberWatch.Infra.Schedule;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Each minute, on one worker of all: puts the rows of the scans whose time came since the firing before, which the store remembers, also over a
/// time in which no worker ran. Who runs them is for the lease to say.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class PlanScansJob(
    ScanPlanner planner,
    IOptions<ScheduleOptions> options,
    TimeProvider clock,
    ILogger<PlanScansJob> logger
) : IJob
{
    /// <summary>A firing that a dead worker did not end is within this; what it had put is found there.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var since = context.PreviousFireTimeUtc ?? context.ScheduledFireTimeUtc ?? clock.GetUtcNow();
        var count = await planner.PlanAsync(options.Value.Times, since - Overlap, cancellationToken);
        if (count > 0)
            LogPlanned(count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} scans are due")]
    private partial void LogPlanned(int count);
}
