using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Leases within a transaction of the caller's. All times are the registry's.</summary>
public static class LeaseRows
{
    /// <summary>A lease is renewed by the second; whoever is late by this has lost it, so that another takes over within a minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>Null when somebody else holds it; else the row, with an epoch that nobody had before.</summary>
    public static async Task<Lease?> TakeAsync(
        this RegistryContext context,
        string key,
        LeaseHolder holder,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var row = await context.Leases.FirstOrDefaultAsync(lease => lease.Key == key, cancellationToken);
        if (row is null)
            context.Leases.Add(row = new Lease { Key = key });
        else if (row.Until >= now)
            return null;

        row.Epoch++;
        (row.Owner, row.ScanId, row.Until) = (holder.Owner, holder.ScanId, now + holder.Span);
        return row;
    }

    /// <summary>
    /// Proves that the establishment of this scan is still its own, and keeps the row locked until the transaction ends: who would take it
    /// over waits. To be called first.
    /// </summary>
    public static async Task<bool> HoldAsync(
        this RegistryContext context,
        Scan scan,
        RegistryClock clock,
        CancellationToken cancellationToken
    )
    {
        var (key, epoch, id) = (LeaseKey.OfEstablishment(scan.Finess), scan.Epoch, scan.Id);
        var now = await clock.NowAsync(context, cancellationToken);
        return await context
                .Leases.Where(row => row.Key == key && row.Epoch == epoch && row.ScanId == id && row.Until >= now)
                .ExecuteUpdateAsync(row => row.SetProperty(lease => lease.Epoch, epoch), cancellationToken) == 1;
    }

    /// <summary>The establishment of a scan, and all that its worker holds for all of its scans, for another while.</summary>
    internal static Task ExtendAsync(
        this RegistryContext context,
        Scan scan,
        DateTimeOffset now,
        TimeSpan span,
        CancellationToken cancellationToken
    )
    {
        var (until, id, owner) = (now + span, scan.Id, scan.Owner);
        return context
            .Leases.Where(row => (row.ScanId == id || (row.ScanId == null && row.Owner == owner)) && row.Until >= now)
            .ExecuteUpdateAsync(row => row.SetProperty(lease => lease.Until, until), cancellationToken);
    }

    /// <summary>Gives the establishment of a scan back. The row stays, since its epoch must never go back.</summary>
    public static Task GiveBackAsync(this RegistryContext context, Scan scan, CancellationToken cancellationToken)
    {
        var id = scan.Id;
        return context
            .Leases.Where(row => row.ScanId == id)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(lease => lease.Until, DateTimeOffset.UnixEpoch)
                        .SetProperty(lease => lease.Owner, (string?)null)
                        .SetProperty(lease => lease.ScanId, (Guid?)null),
                cancellationToken
            );
    }
}

/// <summary>Who wants a lease, for how long, and for which scan; null: for all that this worker runs.</summary>
public sealed record LeaseHolder(string Owner, Guid? ScanId, TimeSpan Span);
