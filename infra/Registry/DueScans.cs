using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// The scans that are due, and who runs them. What fired twice finds its row and does nothing; a row belongs to its owner as long as the lease
/// is renewed, and one establishment is scanned by one worker at a time.
/// </summary>
public sealed class DueScans(RegistryWrites writes, IDbContextFactory<RegistryContext> registry, TimeProvider clock)
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

    /// <summary>Takes the row for this owner, if it is due, or if whoever held it fell silent.</summary>
    public Task<Claim> ClaimAsync(Guid id, string owner, TimeSpan lease, CancellationToken cancellationToken) =>
        writes.RunAsync<Claim>(
            async (context, token) =>
            {
                var now = clock.GetUtcNow();
                var row = await context.Scans.FirstAsync(scan => scan.Id == id, token);
                if (row.State is ScanState.Done or ScanState.Failed)
                    return new Claim.Settled(row);
                if (await HolderAsync(context, row, now, token) is { } holder)
                    return new Claim.Held(holder);

                row.Recovered += row.State == ScanState.Running ? 1 : 0;
                (row.State, row.Owner, row.LeaseUntil) = (ScanState.Running, owner, now + lease);
                row.StartedAt ??= now;
                return new Claim.Taken(row);
            },
            cancellationToken
        );

    /// <summary>Keeps the lease and shows how far the scan is. False when it is somebody else's by now.</summary>
    public async Task<bool> RenewAsync(Guid id, string owner, TimeSpan lease, ScanStep step, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var until = clock.GetUtcNow() + lease;
        return await Owned(context, id, owner)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(scan => scan.LeaseUntil, until)
                            .SetProperty(scan => scan.Stage, step.Stage)
                            .SetProperty(scan => scan.StepsDone, step.Done)
                            .SetProperty(scan => scan.StepsPlanned, step.Planned),
                    cancellationToken
                ) == 1;
    }

    /// <summary>Gives the row back, to be run from <paramref name="from"/> on; why, as remarks.</summary>
    public async Task ReleaseAsync(
        Guid id,
        string owner,
        DateTimeOffset from,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await Owned(context, id, owner)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(scan => scan.State, ScanState.Due)
                        .SetProperty(scan => scan.DueAt, from)
                        .SetProperty(scan => scan.Reason, reason)
                        .SetProperty(scan => scan.Owner, (string?)null)
                        .SetProperty(scan => scan.LeaseUntil, (DateTimeOffset?)null),
                cancellationToken
            );
    }

    /// <summary>What may be claimed now, the longest due first.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context
            .Scans.Where(row =>
                (row.State == ScanState.Due && row.DueAt <= now) || (row.State == ScanState.Running && row.LeaseUntil < now)
            )
            .Where(row =>
                !context.Scans.Any(other =>
                    other.Finess == row.Finess
                    && other.Id != row.Id
                    && other.State == ScanState.Running
                    && other.LeaseUntil >= now
                )
            )
            .OrderBy(row => row.DueAt)
            .Take(most)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Scan> Owned(RegistryContext context, Guid id, string owner) =>
        context.Scans.Where(row => row.Id == id && row.Owner == owner && row.State == ScanState.Running);

    private static async Task<string?> HolderAsync(
        RegistryContext context,
        Scan row,
        DateTimeOffset now,
        CancellationToken token
    ) =>
        await context
            .Scans.Where(other => other.Finess == row.Finess && other.State == ScanState.Running && other.LeaseUntil >= now)
            .Select(other => other.Owner ?? "")
            .FirstOrDefaultAsync(token);
}
