using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Keeps one trigger for each time zone that somebody gets letters in: Monday morning by its clock.</summary>
internal sealed class LetterSchedule(ISchedulerFactory schedulers, IDbContextFactory<RegistryContext> registry)
{
    private const string Group = "letters";
    private static readonly string Cron = string.Create(
        CultureInfo.InvariantCulture,
        $"0 {LetterTimes.Morning.Minute} {LetterTimes.Morning.Hour} ? * MON"
    );

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var zone in await ZonesAsync(cancellationToken))
            await new ZonedFiring(typeof(PlanLettersJob), Group, zone, Cron, zone).DeclareAsync(scheduler, cancellationToken);
    }

    private async Task<IEnumerable<string>> ZonesAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var zones = await context
            .Establishments.Where(row => row.InService && context.Mandates.Any(mandate => mandate.Finess == row.Finess))
            .Select(row => row.TimeZone)
            .Distinct()
            .ToListAsync(cancellationToken);
        return zones.Append(LetterTimes.OfficialZone).Distinct();
    }
}
