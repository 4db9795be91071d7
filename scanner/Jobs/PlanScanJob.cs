using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Puts the row of one establishment, kind and planned day. A trigger that fires twice for a day (the hour that comes twice, a missed firing
/// caught up, a recovery) finds the row there; who runs it is for the lease to say.
/// </summary>
internal sealed class PlanScanJob(DueScans scans, TimeProvider clock) : IJob
{
    public const string Finess = "finess";
    public const string Kind = "kind";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(data.GetString(ZonedFiring.ZoneKey)!);
        var planned = context.ScheduledFireTimeUtc ?? clock.GetUtcNow();
        var order = OrderOf(data.GetString(Finess)!, Enum.Parse<ScanKind>(data.GetString(Kind)!), zone, planned);
        await scans.PlanAsync(order with { DueAt = clock.GetUtcNow() }, cancellationToken);
    }

    /// <summary>The day is that of the establishment's own calendar: a day of 25 hours is one day.</summary>
    public static ScanOrder OrderOf(string finess, ScanKind kind, TimeZoneInfo zone, DateTimeOffset planned) =>
        ScanOrder.OfDay(finess, kind, LocalDay.Of(planned, zone.Id), planned);
}
