using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Keeps one trigger for each establishment with a mandate and each kind of scan.</summary>
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
        foreach (var firing in wanted)
            await firing.DeclareAsync(scheduler, cancellationToken);

        var keep = wanted.Select(firing => firing.Name).ToHashSet();
        var stored = await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellationToken);
        foreach (var job in stored.Where(job => !keep.Contains(job.Name)))
            await scheduler.DeleteJob(job, cancellationToken);
    }

    private async Task<List<ZonedFiring>> WantedAsync(CancellationToken cancellationToken)
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
        return [.. rows.SelectMany(row => Kinds.Select(kind => Firing(row.Finess, row.TimeZone, kind)))];
    }

    private ZonedFiring Firing(string finess, string zone, ScanKind kind)
    {
        var cron = new ScanTimes(options.Value.From, options.Value.Until).CronOf(finess, kind);
        return new(typeof(PlanScanJob), Group, $"{finess}|{kind}", cron, zone)
        {
            Data = new Dictionary<string, string> { [PlanScanJob.Finess] = finess, [PlanScanJob.Kind] = kind.ToString() },
        };
    }
}
