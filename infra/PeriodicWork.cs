using System.Diagnostics.CodeAnalysis;
using CyberWatch.Infra.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CyberWatch.Infra;

/// <summary>Does one thing again and again until the program stops. A failure is logged, and the next turn comes all the same.</summary>
public abstract partial class PeriodicWork(TimeProvider clock, ILogger logger) : BackgroundService
{
    private TaskCompletionSource _woken = Unwoken();
    private Task<bool>? _tick;

    protected TimeProvider Clock { get; } = clock;

    protected abstract TimeSpan Period { get; }

    protected abstract Task TurnAsync(CancellationToken cancellationToken);

    /// <summary>There is something to do at once: the next turn does not wait for its time.</summary>
    protected void Wake() => _woken.TrySetResult();

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

    private async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        // of a timer only one may wait: who was woken meanwhile goes on waiting for the same tick
        _tick ??= timer.WaitForNextTickAsync(cancellationToken).AsTask();
        if (await Task.WhenAny(_tick, _woken.Task) == _woken.Task)
        {
            _woken = Unwoken();
            return true;
        }

        try
        {
            return await _tick;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _tick = null;
        }
    }

    private static TaskCompletionSource Unwoken() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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
