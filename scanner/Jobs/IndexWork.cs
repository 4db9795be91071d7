using CyberWatch.Infra.Findings;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Drains the outbox, and once an hour forgets what is old.</summary>
internal sealed class IndexWork(
    OutboxIndexer indexer,
    IOptions<OutboxOptions> options,
    TimeProvider clock,
    ILogger<IndexWork> logger
) : PeriodicWork(clock, logger)
{
    private static readonly TimeSpan BetweenPurges = TimeSpan.FromHours(1);
    private DateTimeOffset _nextPurge;

    protected override TimeSpan Period => options.Value.Period;

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        await indexer.DrainAsync(cancellationToken);
        if (Clock.GetUtcNow() < _nextPurge)
            return;
        _nextPurge = Clock.GetUtcNow() + BetweenPurges;
        await indexer.PurgeAsync(cancellationToken);
    }
}
