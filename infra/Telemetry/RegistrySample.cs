using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Telemetry;

/// <summary>What the registry said at one instant of the work that waits in it. Ages in seconds; null where nothing is there to have one.</summary>
internal sealed record RegistrySample(DateTimeOffset At)
{
    public static readonly TimeSpan Silent = TimeSpan.FromSeconds(60);

    /// <summary>Older rows are of workers that were ended, and would only be so many labels.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    public required int OutboxWaiting { get; init; }
    public required int OutboxSetAside { get; init; }
    public required double? OutboxOldest { get; init; }
    public required int ScansWaiting { get; init; }
    public required int ScansRunning { get; init; }
    public required double? ScanOldest { get; init; }
    public required int LeasesExpired { get; init; }
    public required IReadOnlyDictionary<LetterState, int> Letters { get; init; }
    public required IReadOnlyDictionary<(AlertState State, Severity Severity), int> Alerts { get; init; }

    /// <summary>Seconds since each worker of the last quarter of an hour was heard.</summary>
    public required IReadOnlyDictionary<string, double> Workers { get; init; }

    public static async Task<RegistrySample> TakeAsync(
        RegistryContext context,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var waiting = context.Outbox.Where(row => row.DeliveredAt == null && row.Error == null);
        var due = context.Scans.Where(row => row.State == ScanState.Due && row.DueAt <= now);
        var running = context.Scans.Where(row => row.State == ScanState.Running);
        return new RegistrySample(now)
        {
            OutboxWaiting = await waiting.CountAsync(cancellationToken),
            OutboxSetAside = await context.Outbox.CountAsync(
                row => row.DeliveredAt == null && row.Error != null,
                cancellationToken
            ),
            OutboxOldest = Age(
                now,
                await waiting
                    .OrderBy(row => row.Id)
                    .Select(row => (DateTimeOffset?)row.CreatedAt)
                    .FirstOrDefaultAsync(cancellationToken)
            ),
            ScansWaiting = await due.CountAsync(cancellationToken),
            ScanOldest = Age(now, await due.MinAsync(row => (DateTimeOffset?)row.DueAt, cancellationToken)),
            ScansRunning = await running.CountAsync(cancellationToken),
            LeasesExpired = await running.CountAsync(
                row => !context.Leases.Any(lease => lease.ScanId == row.Id && lease.Until >= now),
                cancellationToken
            ),
            Letters = await LettersAsync(context, cancellationToken),
            Alerts = await AlertsAsync(context, cancellationToken),
            Workers = await WorkersAsync(context, now, cancellationToken),
        };
    }

    // counted by state, so that the index of letters and alerts is read and not their rows
    private static Task<Dictionary<LetterState, int>> LettersAsync(
        RegistryContext context,
        CancellationToken cancellationToken
    ) =>
        context
            .Letters.GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

    private static Task<Dictionary<(AlertState, Severity), int>> AlertsAsync(
        RegistryContext context,
        CancellationToken cancellationToken
    ) =>
        context
            .Alerts.GroupBy(row => new { row.State, row.Severity })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (group.Key.State, group.Key.Severity), group => group.Count, cancellationToken);

    private static async Task<IReadOnlyDictionary<string, double>> WorkersAsync(
        RegistryContext context,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var since = now - Remembered;
        var seen = await context
            .Workers.Where(row => row.LastSeen >= since)
            .Select(row => new { row.Name, row.LastSeen })
            .ToListAsync(cancellationToken);
        return seen.ToDictionary(row => row.Name, row => Age(now, row.LastSeen)!.Value);
    }

    private static double? Age(DateTimeOffset now, DateTimeOffset? then) =>
        then is { } since ? Math.Max(0, (now - since).TotalSeconds) : null;
}
