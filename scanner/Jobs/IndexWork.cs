using CyberWatch.Infra;
using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Findings;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Jobs;

/// <summary>
/// Says at the start what keeps the index from being used; drains the outbox, writes anew what register or rules changed, and once
/// an hour forgets what is old.
/// </summary>
internal sealed partial class IndexWork(
    OutboxIndexer indexer,
    OutboxPurge purge,
    LatestRewrite rewrite,
    IFindingIndex index,
    IOptions<OutboxOptions> options,
    TimeProvider clock,
    ILogger<IndexWork> logger
) : PeriodicWork(clock, logger)
{
    private static readonly TimeSpan BetweenPurges = TimeSpan.FromHours(1);
    private DateTimeOffset _nextPurge;
    private bool _looked;

    protected override TimeSpan Period => options.Value.Period;

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (!_looked && await index.FaultAsync(cancellationToken) is { } fault)
            LogFault(logger, fault.Said);
        if (!_looked)
            await rewrite.JudgeByAsync(RuleCatalogue.DigestOf(RuleCatalogue.DefaultFolder), cancellationToken);
        _looked = true;
        await indexer.DrainAsync(cancellationToken);
        await rewrite.RunAsync(cancellationToken);
        if (Clock.GetUtcNow() < _nextPurge)
            return;
        _nextPurge = Clock.GetUtcNow() + BetweenPurges;
        await purge.RunAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault} Scans go on; their findings wait in the outbox.")]
    private static partial void LogFault(ILogger logger, string fault);
}
