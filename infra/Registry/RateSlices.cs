using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// Divides the rate of all workers among those that scan now, in slices that run out by themselves: while the registry is away nobody gets a new
/// one. A worker that has more than its due keeps what it is bound to until it has let go, and only then others get it: the slices never add up
/// to more than the whole.
/// </summary>
public sealed class RateSlices(RegistryWrites writes, RegistryClock leases)
{
    /// <summary>A slice for the next while.</summary>
    public Task<SliceGrant> RenewAsync(SliceWish wish, TimeSpan term, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var now = await leases.NowAsync(context, token);
                await context.RateSlices.Where(row => row.Until < now && row.Owner != wish.Owner).ExecuteDeleteAsync(token);
                var rows = await context.RateSlices.ToListAsync(token);
                var mine = rows.Find(row => row.Owner == wish.Owner);
                var others = rows.Where(row => row != mine).ToList();
                if (mine is null)
                    context.RateSlices.Add(mine = new RateSlice { Owner = wish.Owner });

                var whole = others.Select(row => row.InAll).Append(wish.InAll).Min();
                var grant = Divide(whole, [.. others.Select(row => row.Packets)], wish.Committed);
                (mine.Packets, mine.InAll, mine.Until) = (grant.Packets, wish.InAll, now + term);
                return grant;
            },
            cancellationToken
        );

    /// <summary>Gives the slice back at once.</summary>
    public async Task ReturnAsync(string owner, CancellationToken cancellationToken) =>
        await writes.RunAsync(
            (context, token) => context.RateSlices.Where(row => row.Owner == owner).ExecuteDeleteAsync(token),
            cancellationToken
        );

    /// <param name="whole">Packets a second of all workers.</param>
    /// <param name="others">What the others have.</param>
    /// <param name="committed">What this one cannot let go of yet.</param>
    internal static SliceGrant Divide(int whole, IReadOnlyList<int> others, int committed)
    {
        var fair = Math.Max(1, whole / (others.Count + 1));
        var free = Math.Max(0, whole - others.Sum());
        return new SliceGrant(Math.Min(Math.Max(fair, committed), free), fair);
    }
}

/// <param name="Owner">The process that asks.</param>
/// <param name="InAll">The rate of all workers, as this one is configured; the smallest counts.</param>
/// <param name="Committed">Packets a second that are promised already: lent to a program that runs, or waited for.</param>
public sealed record SliceWish(string Owner, int InAll, int Committed);

/// <param name="Packets">A second, at most.</param>
/// <param name="Fair">What would be due; whoever has more goes down to it as soon as he can.</param>
public sealed record SliceGrant(int Packets, int Fair);
