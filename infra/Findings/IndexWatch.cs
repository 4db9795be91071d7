using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// Looks now and then whether the index answers, and whether it is the one that the outbox was delivered to; the registry keeps what was
/// seen. Another index than before gets everything that the outbox still has.
/// </summary>
public sealed partial class IndexWatch(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IFindingIndex index,
    TimeProvider clock,
    ILogger<IndexWatch> logger
)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private DateTimeOffset _next;
    private DateTimeOffset _nextTook;

    /// <summary>Asks the index who it is: at the start, after each failure, and twice a minute.</summary>
    /// <exception cref="FindingIndexUnavailableException">It does not say.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < _next)
            return;
        var identity = await index.IdentityAsync(cancellationToken);
        if ((await KnownAsync(cancellationToken))?.Identity != identity)
            await NoteAsync(identity, cancellationToken);
        _next = clock.GetUtcNow() + Between;
    }

    /// <summary>Keeps that the index takes documents; that it answers is not enough.</summary>
    public async Task TookAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < _nextTook)
            return;
        if (await KnownAsync(cancellationToken) is { DownSince: { } since })
        {
            await writes.RunAsync(
                async (context, token) =>
                {
                    var row = await RowAsync(context, token);
                    (row.DownSince, row.Fault, row.Refuses) = (null, null, false);
                    return row;
                },
                cancellationToken
            );
            LogBack(since);
        }
        _nextTook = clock.GetUtcNow() + Between;
    }

    /// <summary>Keeps that the index takes nothing, and since when.</summary>
    public async Task LostAsync(FindingIndexUnavailableException fault, CancellationToken cancellationToken)
    {
        (_next, _nextTook) = (default, default);
        var why = RemarkText.Format(fault.Why);
        if (await KnownAsync(cancellationToken) is { DownSince: not null } known && known.Fault == why)
            return;
        await writes.RunAsync(
            async (context, token) =>
            {
                var row = await RowAsync(context, token);
                row.DownSince ??= clock.GetUtcNow();
                (row.Fault, row.Refuses) = (why, fault.Refuses);
                return row;
            },
            cancellationToken
        );
    }

    internal static async Task<IndexState> RowAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        // also one that was added in this transaction
        if (await context.IndexStates.FindAsync([IndexState.Only], cancellationToken) is { } row)
            return row;
        context.IndexStates.Add(row = new IndexState());
        return row;
    }

    private async Task<IndexState?> KnownAsync(CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context.IndexStates.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    private async Task NoteAsync(string identity, CancellationToken cancellationToken)
    {
        var again = await writes.RunAsync(
            async (context, token) =>
            {
                var row = await RowAsync(context, token);
                var other = row.Identity is not null && row.Identity != identity && row.Expected != identity;
                row.Identity = identity;
                return other ? await SendAgainAsync(context, row, token) : (int?)null;
            },
            cancellationToken
        );
        if (again is not null)
            LogOther(again.Value);
    }

    private async Task<int> SendAgainAsync(RegistryContext context, IndexState row, CancellationToken cancellationToken)
    {
        row.ChangedAt = clock.GetUtcNow();
        var outbox = new OutboxRows(context);
        row.MissingBefore = await outbox.OldestAsync(cancellationToken) ?? row.ChangedAt;
        // what is sent again repeats what was true when it was found
        await LatestRewrite.WantAsync(context, cancellationToken);
        return await outbox.SendAgainAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The finding index takes documents again; it did not since {Since}")]
    private partial void LogBack(DateTimeOffset since);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The finding index is another one than before: {Rows} documents that the outbox still has are sent again. What is older comes back by 'index rebuild' where history has it, else with the next scans"
    )]
    private partial void LogOther(int rows);
}
