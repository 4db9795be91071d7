using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Whether so much waits for the index that no new scan should begin: what a scan finds is never dropped, so the registry's disk would
/// fill. Scans begin again when a tenth of it has gone. The registry keeps it, so that all workers do alike and pages tell.
/// </summary>
public sealed partial class OutboxMark(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IOptions<OutboxOptions> options,
    TimeProvider clock,
    ILogger<OutboxMark> logger
)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private DateTimeOffset _next;
    private bool _reached;

    public async Task<bool> IsReachedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _next)
            return _reached;
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var paused = await context.IndexStates.AnyAsync(row => row.PausedSince != null, cancellationToken);
        var mark = options.Value.MostWaiting;
        // begin and end apart: else scans would stop and go with each batch
        var waiting = await new OutboxRows(context).WaitingAsync(mark, cancellationToken);
        var reached = waiting >= (paused ? mark - (mark / 10) : mark);
        if (reached != paused)
            await KeepAsync(reached, cancellationToken);
        if (reached != _reached)
            Tell(reached, mark);
        (_reached, _next) = (reached, now + Between);
        return reached;
    }

    private Task<IndexState> KeepAsync(bool reached, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await IndexWatch.RowAsync(context, token);
                row.PausedSince = reached ? row.PausedSince ?? clock.GetUtcNow() : null;
                return row;
            },
            cancellationToken
        );

    private void Tell(bool reached, int mark)
    {
        if (reached)
            LogPaused(mark);
        else
            LogResumed();
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Mark} findings wait for the finding index (Findings:MostWaiting): no new scans begin until it takes documents again. Nothing is lost"
    )]
    private partial void LogPaused(int mark);

    [LoggerMessage(Level = LogLevel.Information, Message = "The finding index has caught up: scans begin again")]
    private partial void LogResumed();
}
