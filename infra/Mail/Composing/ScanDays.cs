using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>What a scan says about the day for which it was due.</summary>
internal sealed record ScanDay(
    string Finess,
    string Slot,
    ScanState State,
    DateTimeOffset DueAt,
    DateTimeOffset? StartedAt,
    string? Reason
);

/// <summary>Reads the light and full scans of a week.</summary>
internal static class ScanDays
{
    /// <summary>By establishment; of the week and a day around it, since places live up to a day apart.</summary>
    public static async Task<ILookup<string, ScanDay>> OfWeekAsync(
        IQueryable<Scan> scans,
        WeekSpan span,
        CancellationToken cancellationToken
    )
    {
        var (from, until) = (span.From.AddDays(-1), span.Until.AddDays(1));
        var rows = await scans
            .Where(row => row.Kind != ScanKind.Recheck && row.DueAt >= from && row.DueAt < until)
            .Select(row => new ScanDay(row.Finess, row.Slot, row.State, row.DueAt, row.StartedAt, row.Reason))
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Finess);
    }

    /// <summary>When each establishment was first scanned.</summary>
    public static Task<Dictionary<string, DateTimeOffset>> FirstAsync(
        IQueryable<Scan> scans,
        CancellationToken cancellationToken
    ) =>
        scans
            .Where(row => row.State == ScanState.Done && row.Kind != ScanKind.Recheck)
            .GroupBy(row => row.Finess)
            .Select(rows => new { rows.Key, First = rows.Min(row => row.StartedAt ?? row.DueAt) })
            .ToDictionaryAsync(rows => rows.Key, rows => rows.First, cancellationToken);
}
