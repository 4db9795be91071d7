using System.Globalization;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Keeps one trigger for each time zone that has establishments under a mandate, half an hour after the window of scans. One for each
/// establishment would be tens of thousands of rows for the same instant.
/// </summary>
internal sealed class StandingSync(
    ISchedulerFactory schedulers,
    IDbContextFactory<RegistryContext> registry,
    IOptions<ScheduleOptions> options
)
{
    private const string Group = "standings";
    private static readonly TimeSpan After = TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var zones = await context
            .Establishments.Where(row => context.Mandates.Any(mandate => mandate.Finess == row.Finess))
            .Select(row => row.TimeZone)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var zone in zones)
            await new ZonedFiring(typeof(KeepStandingsJob), Group, zone, Cron, zone).DeclareAsync(scheduler, cancellationToken);
    }

    private string Cron
    {
        get
        {
            var at = options.Value.Until.Add(After);
            return string.Create(CultureInfo.InvariantCulture, $"0 {at.Minute} {at.Hour} * * ?");
        }
    }
}
