using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Narrows and orders alerts. Text is compared without regard to case and accents; nothing in it is a pattern.</summary>
internal static class AlertFiltering
{
    public static IQueryable<Alert> Standing(this IQueryable<Alert> alerts, AlertStanding standing) =>
        standing switch
        {
            AlertStanding.Ongoing => alerts.Where(row => row.State == AlertState.Open || row.State == AlertState.Acknowledged),
            AlertStanding.Suspected => alerts.Where(row => row.State == AlertState.Suspected),
            AlertStanding.Accepted => alerts.Where(row => row.State == AlertState.Accepted),
            AlertStanding.FalsePositive => alerts.Where(row => row.State == AlertState.FalsePositive),
            AlertStanding.Resolved => alerts.Where(row => row.State == AlertState.Resolved),
            AlertStanding.All => alerts,
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    public static IQueryable<Alert> Matching(this RegistryContext registry, AccessScope scope, AlertFilter filter)
    {
        var alerts = registry.AlertsOf(scope).Standing(filter.Standing);
        alerts = filter.Severity is { } severity ? alerts.Where(row => row.Severity == severity) : alerts;
        alerts = filter.Finess is { } finess ? alerts.Where(row => row.Finess == finess) : alerts;
        alerts = filter.RegionCode is { } region ? alerts.Where(row => row.Establishment!.RegionCode == region) : alerts;
        alerts = filter.Department is { } department ? alerts.Where(row => row.Establishment!.Department == department) : alerts;
        alerts = filter.OverdueAt is { } now ? alerts.Overdue(now) : alerts;
        alerts = filter.Exploited ? alerts.Where(row => row.ExploitedBy != null) : alerts;
        alerts = filter.OpenedSince is { } opened ? alerts.Where(row => row.OpenedAt >= opened) : alerts;
        alerts = filter.ResolvedSince is { } resolved ? alerts.Where(row => row.ResolvedAt >= resolved) : alerts;
        return registry.WithText(alerts.OfRule(filter.Rule), filter.Text);
    }

    public static IQueryable<Alert> InOrder(this IQueryable<Alert> alerts, PageRequest page) =>
        (page.SortBy, page.Descending) switch
        {
            ("establishment", false) => alerts.OrderBy(row => row.Establishment!.SortKey).ThenBy(row => row.Id),
            ("establishment", true) => alerts.OrderByDescending(row => row.Establishment!.SortKey).ThenBy(row => row.Id),
            ("opened", false) => alerts.OrderBy(row => row.OpenedAt ?? row.FirstSeen).ThenBy(row => row.Id),
            ("opened", true) => alerts.OrderByDescending(row => row.OpenedAt ?? row.FirstSeen).ThenBy(row => row.Id),
            ("due", false) => alerts.OrderBy(row => row.DueOn == null).ThenBy(row => row.DueOn).ThenBy(row => row.Id),
            ("due", true) => alerts.OrderBy(row => row.DueOn == null).ThenByDescending(row => row.DueOn).ThenBy(row => row.Id),
            ("severity", false) => LongestOpen(alerts.OrderBy(row => row.Severity)),
            _ => LongestOpen(alerts.OrderByDescending(row => row.Severity)),
        };

    /// <summary>Those that are not open yet first. Said, since databases disagree on where nothing stands.</summary>
    private static IOrderedQueryable<Alert> LongestOpen(IOrderedQueryable<Alert> alerts) =>
        alerts.ThenBy(row => row.OpenedAt != null).ThenBy(row => row.OpenedAt).ThenBy(row => row.Id);

    private static IQueryable<Alert> OfRule(this IQueryable<Alert> alerts, string? rule)
    {
        if (string.IsNullOrWhiteSpace(rule))
        {
            return alerts;
        }

        var id = rule.Trim();
        var check = $" {id} ";
        return alerts.Where(row => row.RuleId == id || (" " + row.Checks + " ").Contains(check));
    }

    /// <summary>Each term in the alert or in its establishment. Asked so that the alerts are read out of an index, and their long rows are not.</summary>
    private static IQueryable<Alert> WithText(this RegistryContext registry, IQueryable<Alert> alerts, string? text) =>
        AlertSearch
            .Terms(text)
            .Aggregate(
                alerts,
                (rows, term) =>
                    rows.Where(row =>
                        row.SearchKey.Contains(term)
                        || registry
                            .Establishments.Where(site => site.SearchKey.Contains(term))
                            .Select(site => site.Finess)
                            .Contains(row.Finess)
                        || registry
                            .Alerts.Where(one => one.SearchRest != null && one.SearchRest.Contains(term))
                            .Select(one => one.Id)
                            .Contains(row.Id)
                    )
            );
}
