using CyberWatch.Infra.Mail.Delivery;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Plans the letters that are due by one clock. A firing that was missed while no worker ran comes when one runs again, and a second firing
/// finds the editions there.
/// </summary>
internal sealed class PlanLettersJob(LetterPlanner planner, TimeProvider clock) : IJob
{
    private const int Tries = 5;

    /// <summary>By so much a clock may be set back after it fired: the firing does not come a second time.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(context.MergedJobDataMap.GetString(ZonedFiring.ZoneKey)!);
        // a timer may be over some milliseconds before the clock on the wall is there: it is looked at again
        while (planner.UntilDue(zone) is var left && left > TimeSpan.Zero && left <= SetBack)
            await Task.Delay(left, clock, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var planning = await planner.PlanDueAsync(zone, cancellationToken);
            if (planning.Broken == 0 || attempt == Tries)
                return;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
