using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>Whom to call, and the alerts that make somebody call.</summary>
internal sealed record SectorCall(CallLine Line, IReadOnlyList<Guid> Alerts);

/// <summary>
/// Establishments with an alert that is critical and confirmed, or known to be exploited, and that nobody acknowledged or that is overdue: the
/// most severe first, then overdue, then exploited, then the most of them, then the oldest.
/// </summary>
internal static class SectorCallers
{
    public static async Task<IReadOnlyList<SectorCall>> ReadAsync(
        RegistryContext registry,
        WeekSpan span,
        CancellationToken cancellationToken
    )
    {
        var alerts = await registry
            .Alerts.AsNoTracking()
            .Include(row => row.Establishment)
            .Where(row =>
                row.OpenedAt < span.Until
                && (
                    (row.Severity == Severity.Critical && row.Confidence == Confidence.Confirmed)
                    || (row.Severity >= Severity.High && row.ExploitedBy != null)
                )
                && (row.State == AlertState.Open || (row.State == AlertState.Acknowledged && row.DueOn < span.Today))
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. alerts
                .GroupBy(alert => alert.Finess)
                .Select(site => Of([.. InOrder(site, span.Today)], span))
                .OrderByDescending(call => call.Line.Severity)
                .ThenByDescending(call => call.Line.Overdue)
                .ThenByDescending(call => call.Line.Exploited)
                .ThenByDescending(call => call.Line.More)
                .ThenByDescending(call => call.Line.Days)
                .ThenBy(call => call.Line.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Alert> InOrder(IEnumerable<Alert> alerts, DateOnly today) =>
        alerts
            .OrderByDescending(alert => alert.Severity)
            .ThenByDescending(alert => alert.DueOn < today)
            .ThenByDescending(alert => alert.ExploitedBy is not null)
            .ThenBy(alert => alert.OpenedAt);

    private static SectorCall Of(IReadOnlyList<Alert> alerts, WeekSpan span)
    {
        var (worst, site) = (alerts[0], alerts[0].Establishment!);
        var oldest = alerts.Min(alert => alert.OpenedAt ?? alert.FirstSeen);
        var line = new CallLine(
            site.Finess,
            site.Name,
            site.Region,
            worst.Severity,
            new(worst.TitleFr, worst.TitleEn),
            alerts.Count - 1,
            alerts.Any(alert => alert.ExploitedBy is not null),
            alerts.Any(alert => alert.DueOn < span.Today),
            Math.Max(0, span.Today.DayNumber - span.DayOf(oldest).DayNumber)
        );
        return new(line, [.. alerts.Select(alert => alert.Id)]);
    }
}
