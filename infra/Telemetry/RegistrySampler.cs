using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Telemetry;

/// <summary>Asks the registry now and then what waits in it, so that who reads the metrics waits for no database.</summary>
internal sealed partial class RegistrySampler(
    IDbContextFactory<RegistryContext> registry,
    RegistryGauges gauges,
    TimeProvider clock,
    ILogger<RegistrySampler> logger
) : PeriodicWork(clock, logger)
{
    protected override TimeSpan Period => TimeSpan.FromSeconds(15);

    /// <summary>A registry that does not answer leaves the last figures, whose age tells it.</summary>
    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await registry.CreateDbContextAsync(cancellationToken);
            gauges.Show(await RegistrySample.TakeAsync(context, Clock.GetUtcNow(), cancellationToken));
        }
        catch (Exception fault) when (RegistryAway.Is(fault))
        {
            LogAway(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry could not be asked for the metrics: {Fault}")]
    private partial void LogAway(string fault);
}
