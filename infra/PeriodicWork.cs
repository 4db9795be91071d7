using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CyberWatch.Infra;

/// <summary>Does one thing again and again until the program stops. A failure is logged, and the next turn comes all the same.</summary>
public abstract partial class PeriodicWork(TimeProvider clock, ILogger logger) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    protected abstract TimeSpan Period { get; }

    protected abstract Task TurnAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // start-up goes on meanwhile
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, Clock);
        do
        {
            await TryAsync(stoppingToken);
        } while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A job goes on after whatever failed in one turn.")]
    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TurnAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the program stops
        }
        catch (Exception e)
        {
            Instruments.WorkFailed(GetType().Name);
            LogFailed(e, GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed; it is tried again")]
    private partial void LogFailed(Exception exception, string work);
}
