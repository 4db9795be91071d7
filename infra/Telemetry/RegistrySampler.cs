using System.Data.Common;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CyberWatch.Infra.Telemetry;

/// <summary>Asks the registry now and then what waits in it, so that who reads the metrics waits for no database.</summary>
internal sealed partial class RegistrySampler(
    IDbContextFactory<RegistryContext> registry,
    RegistryGauges gauges,
    TimeProvider clock,
    ILogger<RegistrySampler> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // start-up goes on meanwhile
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await TrySampleAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
    }

    /// <summary>A registry that does not answer leaves the last figures, whose age tells it.</summary>
    private async Task TrySampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await registry.CreateDbContextAsync(cancellationToken);
            gauges.Show(await RegistrySample.TakeAsync(context, clock.GetUtcNow(), cancellationToken));
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException or TimeoutException)
        {
            LogFailed(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry could not be asked for the metrics: {Fault}")]
    private partial void LogFailed(string fault);
}
