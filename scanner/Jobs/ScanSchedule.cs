using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Keeps the one trigger by which scans are planned, each minute for all establishments.</summary>
internal sealed class ScanSchedule(ISchedulerFactory schedulers)
{
    private const string Group = "scans";
    private const string EachMinute = "0 * * * * ?";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await new ZonedFiring(typeof(PlanScansJob), Group, "plan", EachMinute, "Etc/UTC").DeclareAsync(
            scheduler,
            cancellationToken
        );
    }
}
