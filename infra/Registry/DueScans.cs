using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// The scans that are due, and who runs them. What fired twice finds its row and does nothing; whoever runs one holds the lease of its
/// establishment, so that two scans of one establishment never run at once.
/// </summary>
public sealed class DueScans(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    RegistryClock leases,
    TimeProvider clock
)
{
    /// <summary>The row of this slot: the one that is there, else a new one.</summary>
    public Task<Scan> PlanAsync(ScanOrder order, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                if (await context.Scans.FirstOrDefaultAsync(row => row.Slot == order.Slot, token) is { } known)
                    return known;
                var row = order.ToRow(clock.GetUtcNow());
                context.Scans.Add(row);
                return row;
            },
            cancellationToken
        );

    /// <summary>Takes the row for this owner, with the lease of its establishment, unless somebody holds that.</summary>
    public Task<Claim> ClaimAsync(Guid id, string owner, TimeSpan lease, CancellationToken cancellationToken) =>
        writes.RunAsync<Claim>(
            async (context, token) =>
            {
                var row = await context.Scans.FirstAsync(scan => scan.Id == id, token);
                if (row.State is ScanState.Done or ScanState.Failed)
                    return new Claim.Settled(row);
                var key = LeaseKey.OfEstablishment(row.Finess);
                var now = await leases.NowAsync(context, token);
                if (await context.TakeAsync(key, new LeaseHolder(owner, id, lease), now, token) is not { } taken)
                    return new Claim.Held(await HolderAsync(context, key, token));

                row.Recovered += row.State == ScanState.Running ? 1 : 0;
                (row.State, row.Owner, row.Epoch) = (ScanState.Running, owner, taken.Epoch);
                row.StartedAt ??= clock.GetUtcNow();
                return new Claim.Taken(row);
            },
            cancellationToken
        );

    /// <summary>Keeps what the scan holds, and shows how far it is. False when the establishment is somebody else's by now, or the renewal too late.</summary>
    public Task<bool> RenewAsync(Scan scan, TimeSpan lease, ScanStep step, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                if (!await context.HoldAsync(scan, leases, token))
                    return false;
                await context.ExtendAsync(scan, await leases.NowAsync(context, token), lease, token);
                await context
                    .Scans.Where(row => row.Id == scan.Id)
                    .ExecuteUpdateAsync(
                        row =>
                            row.SetProperty(one => one.Stage, step.Stage)
                                .SetProperty(one => one.StepsDone, step.Done)
                                .SetProperty(one => one.StepsPlanned, step.Planned),
                        token
                    );
                return true;
            },
            cancellationToken
        );

    /// <summary>Gives the row and the lease of its establishment back, to be run from <paramref name="from"/> on; why, as remarks. Nothing where it was lost.</summary>
    public Task<bool> ReleaseAsync(Scan scan, DateTimeOffset from, string? reason, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                if (!await context.HoldAsync(scan, leases, token))
                    return false;
                await context.GiveBackAsync(scan, token);
                var row = await context.Scans.FirstAsync(one => one.Id == scan.Id, token);
                (row.State, row.DueAt, row.Reason, row.Owner) = (ScanState.Due, from, reason, null);
                return true;
            },
            cancellationToken
        );

    /// <summary>What may be claimed now, the longest due first: due rows, and those that a dead worker left running.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(int most, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var (due, now) = (clock.GetUtcNow(), await leases.NowAsync(context, cancellationToken));
        return await context
            .Scans.Where(row => (row.State == ScanState.Due && row.DueAt <= due) || row.State == ScanState.Running)
            .Where(row => !context.Leases.Any(lease => lease.Key == LeaseKey.Establishment + row.Finess && lease.Until >= now))
            .OrderBy(row => row.DueAt)
            .Take(most)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
    }

    private static async Task<string> HolderAsync(RegistryContext context, string key, CancellationToken token) =>
        await context.Leases.Where(row => row.Key == key).Select(row => row.Owner).FirstAsync(token) ?? "";
}
