using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Compares mandates and triggers about each minute.</summary>
internal sealed class ScheduleWork(
    ScheduleSync sync,
    IOptions<ScheduleOptions> options,
    TimeProvider clock,
    ILogger<ScheduleWork> logger
) : PeriodicWork(clock, logger)
{
    protected override TimeSpan Period => options.Value.Period;

    protected override Task TurnAsync(CancellationToken cancellationToken) => sync.RunAsync(cancellationToken);
}
