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
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(context.MergedJobDataMap.GetString(ZonedFiring.ZoneKey)!);
        for (var attempt = 1; ; attempt++)
        {
            var planning = await planner.PlanDueAsync(zone, cancellationToken);
            if (planning.Broken == 0 || attempt == Tries)
                return;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
