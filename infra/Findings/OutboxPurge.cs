using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Findings;

/// <summary>Forgets what was delivered long ago, and history that is too old.</summary>
public sealed class OutboxPurge(
    IDbContextFactory<RegistryContext> registry,
    IFindingIndex index,
    IndexWatch watch,
    TimeProvider clock,
    IOptions<OutboxOptions> options
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await new OutboxRows(context).PurgeAsync(now.AddDays(-options.Value.OutboxDays), cancellationToken);
        try
        {
            await index.DropHistoryAsync(now.AddDays(-options.Value.HistoryDays), cancellationToken);
        }
        catch (FindingIndexUnavailableException e)
        {
            // the next time will do
            await watch.LostAsync(e, cancellationToken);
        }
    }
}
