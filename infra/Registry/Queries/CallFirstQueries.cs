using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>
/// An establishment to call, and the alert that presses most. <c>OverdueDays</c>: days since that alert was due, 0 while it is not overdue
/// or has no date. <c>More</c>: further alerts for which it would be called.
/// </summary>
public sealed record CallRow(
    string Finess,
    string Establishment,
    string? Region,
    Grade? Grade,
    PressingAlert Alert,
    int OverdueDays,
    int More
);

/// <summary>An alert for which somebody is called.</summary>
public sealed record PressingAlert(
    Guid Id,
    LocalizedText Title,
    Severity Severity,
    bool Exploited,
    bool Acknowledged,
    DateOnly? DueOn,
    DateTimeOffset? OpenedAt
);

/// <summary>The first rows, and how many there are.</summary>
public sealed record CallList(IReadOnlyList<CallRow> Rows, int Total)
{
    /// <summary>Critical alerts that were seen once: a second look may make somebody call.</summary>
    public int CriticalSuspected { get; init; }
}

/// <summary>Whom to call first: overdue alerts first, then exploited ones, then by severity and by the date they are due.</summary>
public sealed class CallFirstQueries(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public async Task<CallList> ListAsync(AccessScope scope, int take, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var alerts = await registry
            .AlertsOf(scope)
            .Pressing(now)
            .Select(row => new Pressing(
                row.Finess,
                row.Establishment!.Name,
                row.Establishment.Region,
                row.Establishment.TimeZone,
                new PressingAlert(
                    row.Id,
                    new LocalizedText(row.TitleFr, row.TitleEn),
                    row.Severity,
                    row.ExploitedBy != null,
                    row.State == AlertState.Acknowledged,
                    row.DueOn,
                    row.OpenedAt
                )
            ))
            .ToListAsync(cancellationToken);
        var calls = InOrder(alerts, now).DistinctBy(alert => alert.Finess).ToList();
        var pressing = alerts.CountBy(alert => alert.Finess).ToDictionary();
        var first = calls.Take(take).ToList();
        var grades = await GradesAsync(registry, [.. first.Select(row => row.Finess)], cancellationToken);
        return new(
            [
                .. first.Select(row => new CallRow(
                    row.Finess,
                    row.Name,
                    row.Region,
                    grades.GetValueOrDefault(row.Finess),
                    row.Alert,
                    row.OverdueDays(now),
                    pressing[row.Finess] - 1
                )),
            ],
            calls.Count
        )
        {
            CriticalSuspected = await registry
                .AlertsOf(scope)
                .Standing(AlertStanding.Suspected)
                .CountAsync(row => row.Severity == Severity.Critical, cancellationToken),
        };
    }

    private static IEnumerable<Pressing> InOrder(IEnumerable<Pressing> alerts, DateTimeOffset now) =>
        alerts
            .OrderByDescending(row => row.OverdueDays(now) > 0)
            .ThenByDescending(row => row.Alert.Exploited)
            .ThenByDescending(row => row.Alert.Severity)
            .ThenBy(row => row.Alert.DueOn ?? DateOnly.MaxValue)
            .ThenBy(row => row.Alert.OpenedAt)
            .ThenBy(row => row.Finess, StringComparer.Ordinal);

    private static Task<Dictionary<string, Grade?>> GradesAsync(
        RegistryContext registry,
        string[] finess,
        CancellationToken cancellationToken
    ) =>
        registry
            .LatestStandings(DateOnly.MaxValue)
            .Where(row => finess.Contains(row.Finess))
            .ToDictionaryAsync(row => row.Finess, row => row.Grade, cancellationToken);

    private sealed record Pressing(string Finess, string Name, string? Region, string TimeZone, PressingAlert Alert)
    {
        public int OverdueDays(DateTimeOffset now) =>
            Alert.DueOn is { } due ? Math.Max(0, LocalDay.Of(now, TimeZone).DayNumber - due.DayNumber) : 0;
    }
}
