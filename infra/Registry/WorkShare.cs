using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>How many of the scans that run or are due are for one of the workers that live, so that the first to look does not take them all.</summary>
public sealed class WorkShare(IDbContextFactory<RegistryContext> registry, RegistryClock leases)
{
    /// <summary>Workers tell every ten seconds that they live; one that missed three is not counted on.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(30);

    /// <param name="due">Scans that nobody runs.</param>
    /// <param name="cancellationToken">Stops waiting for the registry.</param>
    public async Task<int> OfMeAsync(int due, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var now = await leases.NowAsync(context, cancellationToken);
        var since = now - Alive;
        var workers = await context.Workers.CountAsync(worker => worker.LastSeen >= since, cancellationToken);
        var running = await context.Scans.CountAsync(
            row =>
                row.State == ScanState.Running
                && context.Leases.Any(lease => lease.Key == LeaseKey.Establishment + row.Finess && lease.Until >= now),
            cancellationToken
        );
        return Of(due + running, workers);
    }

    /// <summary>Rounded up: one too many for some is better than one for nobody.</summary>
    internal static int Of(int scans, int workers) => (scans + Math.Max(workers, 1) - 1) / Math.Max(workers, 1);
}
