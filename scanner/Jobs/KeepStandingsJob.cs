using CyberWatch.Infra.Registry.Standings;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Keeps the day's line of every followed establishment of one time zone, also of those that nobody scanned. A firing that comes twice, or
/// again after a crash, writes the same lines.
/// </summary>
internal sealed partial class KeepStandingsJob(StandingKeeper keeper, ILogger<KeepStandingsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var zone = context.MergedJobDataMap.GetString(ZonedFiring.ZoneKey)!;
        var count = await keeper.KeepZoneAsync(zone, cancellationToken);
        LogKept(count, zone);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept how {Count} establishments of {Zone} stand today")]
    private partial void LogKept(int count, string zone);
}
