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
        var alerts = await PressingAsync(registry, scope, now, cancellationToken);
        var calls = InOrder(alerts, now).DistinctBy(alert => alert.Finess).ToList();
        var pressing = alerts.CountBy(alert => alert.Finess).ToDictionary();
        var first = calls.Take(take).ToList();
        var words = await WordsAsync(registry, [.. first.Select(row => row.Id)], cancellationToken);
        return new(
            [
                .. first
                    .Where(row => words.ContainsKey(row.Id))
                    .Select(row => words[row.Id] with { OverdueDays = row.OverdueDays(now), More = pressing[row.Finess] - 1 }),
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

    /// <summary>Without their words, so that an index alone can tell them.</summary>
    private static Task<List<Pressing>> PressingAsync(
        RegistryContext registry,
        AccessScope scope,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        registry
            .AlertsOf(scope)
            .Pressing(now)
            .Select(row => new Pressing(
                row.Id,
                row.Finess,
                row.Establishment!.TimeZone,
                row.Severity,
                row.ExploitedBy != null,
                row.DueOn,
                row.OpenedAt
            ))
            .ToListAsync(cancellationToken);

    private static Task<Dictionary<Guid, CallRow>> WordsAsync(
        RegistryContext registry,
        Guid[] ids,
        CancellationToken cancellationToken
    ) =>
        registry
            .Alerts.Where(row => ids.Contains(row.Id))
            .Select(row => new CallRow(
                row.Finess,
                row.Establishment!.Name,
                row.Establishment.Region,
                row.Establishment.Now!.Grade,
                new PressingAlert(
                    row.Id,
                    new LocalizedText(row.TitleFr, row.TitleEn),
                    row.Severity,
                    row.ExploitedBy != null,
                    row.State == AlertState.Acknowledged,
                    row.DueOn,
                    row.OpenedAt
                ),
                0,
                0
            ))
            .ToDictionaryAsync(row => row.Alert.Id, cancellationToken);

    private static IEnumerable<Pressing> InOrder(IEnumerable<Pressing> alerts, DateTimeOffset now) =>
        alerts
            .OrderByDescending(row => row.OverdueDays(now) > 0)
            .ThenByDescending(row => row.Exploited)
            .ThenByDescending(row => row.Severity)
            .ThenBy(row => row.DueOn ?? DateOnly.MaxValue)
            .ThenBy(row => row.OpenedAt)
            .ThenBy(row => row.Finess, StringComparer.Ordinal);

    private sealed record Pressing(
        Guid Id,
        string Finess,
        string TimeZone,
        Severity Severity,
        bool Exploited,
        DateOnly? DueOn,
        DateTimeOffset? OpenedAt
    )
    {
        public int OverdueDays(DateTimeOffset now) =>
            DueOn is { } due ? Math.Max(0, LocalDay.Of(now, TimeZone).DayNumber - due.DayNumber) : 0;
    }
}
