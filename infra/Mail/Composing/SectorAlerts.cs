using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>The alerts of the sector in a week: numbers by severity, and whom to call.</summary>
internal sealed record SectorAlerts(
    IReadOnlyList<SectorNumbers> Numbers,
    IReadOnlyList<CallLine> Calls,
    IReadOnlyList<Guid> Counted
)
{
    private static readonly Severity[] Shown = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

    public static async Task<SectorAlerts> ReadAsync(RegistryContext registry, WeekSpan span, CancellationToken cancellationToken)
    {
        var moved = await MovedAsync(registry, span, cancellationToken);
        var overdue = await OverdueAsync(registry, span, cancellationToken);
        var calls = await SectorCallers.ReadAsync(registry, span, cancellationToken);
        SectorNumbers[] numbers =
        [
            .. Shown.Select(severity => new SectorNumbers(
                severity,
                moved.Count(one => one.Severity == severity && one.Move == Move.Opened),
                moved.Count(one => one.Severity == severity && one.Move == Move.Reopened),
                moved.Count(one => one.Severity == severity && one.Move == Move.Fixed),
                severity == Severity.Low ? null : overdue.GetValueOrDefault(severity)
            )),
        ];
        return new(
            numbers.Any(row => row is not { Opened: 0, Reopened: 0, Fixed: 0, Overdue: 0 or null }) ? numbers : [],
            [.. calls.Select(call => call.Line)],
            [.. moved.Select(one => one.Id).Union(calls.SelectMany(call => call.Alerts))]
        );
    }

    /// <summary>What the week made of each alert; that somebody decided about it since does not undo that it opened.</summary>
    private static async Task<List<(Guid Id, Severity Severity, Move Move)>> MovedAsync(
        RegistryContext registry,
        WeekSpan span,
        CancellationToken cancellationToken
    )
    {
        var steps = await registry
            .AlertEvents.Where(row => row.At >= span.From && row.At < span.Until && row.From != row.To)
            .Join(
                registry.Alerts,
                row => row.AlertId,
                alert => alert.Id,
                (row, alert) =>
                    new Step(
                        row.AlertId,
                        alert.Severity,
                        row.At,
                        row.Id,
                        row.From,
                        row.To,
                        registry.AlertEvents.Any(other =>
                            other.AlertId == row.AlertId && other.To == AlertState.Resolved && other.At < row.At
                        )
                    )
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. steps
                .GroupBy(step => step.Alert)
                .Select(alert =>
                    (alert.Key, alert.First().Severity, MoveOf([.. alert.OrderBy(step => step.At).ThenBy(step => step.Id)]))
                )
                .Where(one => one.Item3 != Move.None),
        ];
    }

    private static Move MoveOf(List<Step> steps)
    {
        if (steps[^1] is { To: AlertState.Resolved, From: not AlertState.Suspected })
            return Move.Fixed;
        if (steps[^1].To is AlertState.Suspected or AlertState.Resolved)
            return Move.None;
        var opening = steps.FindLast(step => step.From is null or AlertState.Suspected or AlertState.Resolved);
        return opening is null ? Move.None
            : opening.WasClosed ? Move.Reopened
            : Move.Opened;
    }

    private static Task<Dictionary<Severity, int>> OverdueAsync(
        RegistryContext registry,
        WeekSpan span,
        CancellationToken cancellationToken
    ) =>
        registry
            .Alerts.Where(row =>
                row.DueOn < span.Today
                && row.OpenedAt < span.Until
                && (
                    row.State == AlertState.Open
                    || row.State == AlertState.Acknowledged
                    || (row.State == AlertState.Resolved && row.ResolvedAt >= span.Until)
                )
            )
            .GroupBy(row => row.Severity)
            .Select(rows => new { rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(rows => rows.Key, rows => rows.Count, cancellationToken);

    private enum Move
    {
        None,
        Opened,
        Reopened,
        Fixed,
    }

    private sealed record Step(
        Guid Alert,
        Severity Severity,
        DateTimeOffset At,
        long Id,
        AlertState? From,
        AlertState To,
        bool WasClosed
    );
}
