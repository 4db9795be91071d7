using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Schedule;

/// <summary>
/// Puts the rows of the scans whose time has come, in one look over all establishments under a mandate. What was put before is found by its slot:
/// to look twice over the same time, or from two workers, puts nothing twice.
/// </summary>
public sealed class ScanPlanner(RegistryWrites writes, IDbContextFactory<RegistryContext> registry, TimeProvider clock)
{
    private const int AtOnce = 1_000;
    private static readonly ScanKind[] Kinds = [ScanKind.Light, ScanKind.Full];

    /// <summary>How far back is looked for what nobody put: a scan that was missed for longer is the next one's business.</summary>
    private static readonly TimeSpan LongestBack = TimeSpan.FromDays(1);

    /// <param name="times">The window, and where in it each establishment has its place.</param>
    /// <param name="since">The last look.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>How many rows are new.</returns>
    public async Task<int> PlanAsync(ScanTimes times, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var begin = since > now - LongestBack ? since : now - LongestBack;
        var count = 0;
        foreach (var batch in (await DueAsync(times, begin, now, cancellationToken)).Chunk(AtOnce))
            count += await PutAsync(batch, cancellationToken);
        return count;
    }

    private async Task<List<ScanOrder>> DueAsync(
        ScanTimes times,
        DateTimeOffset begin,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // zones differ by hours, so a mandate that ended yesterday may still hold today somewhere
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var rows = await context
            .Establishments.Where(row =>
                context.Mandates.Any(mandate => mandate.Finess == row.Finess && mandate.ValidUntil >= yesterday)
            )
            .Select(row => new { row.Finess, row.TimeZone })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.TimeZone)
                .SelectMany(zone =>
                    Orders(times, zone.Select(row => row.Finess), TimeZoneInfo.FindSystemTimeZoneById(zone.Key), begin, now)
                )
                .OrderBy(order => order.DueAt),
        ];
    }

    private static IEnumerable<ScanOrder> Orders(
        ScanTimes times,
        IEnumerable<string> establishments,
        TimeZoneInfo zone,
        DateTimeOffset begin,
        DateTimeOffset now
    ) =>
        from finess in establishments
        from kind in Kinds
        let place = times.PlaceOf(finess, kind)
        from day in Days(LocalDay.Of(begin, zone), LocalDay.Of(now, zone))
        where place.Day is null || place.Day == day.DayOfWeek
        let at = LocalDay.At(day, place.Time, zone)
        where at > begin && at <= now
        select ScanOrder.OfDay(finess, kind, day, at.ToUniversalTime());

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
            yield return day;
    }

    private Task<int> PutAsync(ScanOrder[] orders, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var slots = orders.Select(order => order.Slot).ToList();
                var known = await context
                    .Scans.Where(row => slots.Contains(row.Slot))
                    .Select(row => row.Slot)
                    .ToHashSetAsync(token);
                var fresh = orders.Where(order => !known.Contains(order.Slot)).ToList();
                context.Scans.AddRange(fresh.Select(order => order.ToRow(clock.GetUtcNow())));
                return fresh.Count;
            },
            cancellationToken
        );
}
