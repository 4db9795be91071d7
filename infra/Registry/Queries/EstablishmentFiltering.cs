using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

internal static class EstablishmentFiltering
{
    public static IQueryable<Establishment> Followed(this IQueryable<Establishment> establishments) =>
        establishments.Where(row => row.Now!.IsFollowed);

    /// <summary>What being followed stands on.</summary>
    public static IQueryable<Establishment> WithPerimeterOrMandate(
        this IQueryable<Establishment> establishments,
        RegistryContext registry
    ) =>
        establishments.Where(row =>
            registry.Perimeter.Any(line => line.Finess == row.Finess)
            || registry.Mandates.Any(mandate => mandate.Finess == row.Finess)
        );

    /// <summary>Those of <paramref name="all"/> that are of one kind.</summary>
    public static IQueryable<Establishment> OfKind(
        this RegistryContext registry,
        IQueryable<Establishment> all,
        Following following,
        DateTimeOffset now
    ) =>
        following switch
        {
            Following.Followed => all.Followed(),
            Following.UnderMandate => registry.WithMandate(all, valid: true, now),
            Following.WithoutMandate => registry.WithMandate(all.Followed(), valid: false, now),
            Following.InService => all.Where(row => row.InService),
            Following.Closed => all.Where(row => !row.InService),
            _ => throw new ArgumentOutOfRangeException(nameof(following), following, null),
        };

    public static IQueryable<Establishment> Matching(
        this RegistryContext registry,
        AccessScope scope,
        EstablishmentFilter filter,
        DateTimeOffset now
    )
    {
        var within = registry.EstablishmentsOf(scope);
        if (filter.ToCall)
        {
            var pressing = registry.AlertsOf(scope).Pressing(now).Select(alert => alert.Finess);
            within = within.Where(row => pressing.Contains(row.Finess));
        }
        // who must be called is called also where neither perimeter nor mandate is left
        var all = filter is { ToCall: true, Following: Following.Followed }
            ? within
            : registry.OfKind(within, filter.Following, now);
        return all.Matching(filter);
    }

    public static IQueryable<Establishment> Matching(this IQueryable<Establishment> establishments, EstablishmentFilter filter)
    {
        establishments = filter.RegionCode is { } region ? establishments.Where(row => row.RegionCode == region) : establishments;
        establishments = filter.Department is { } department
            ? establishments.Where(row => row.Department == department)
            : establishments;
        establishments = filter.Exposed is { } severity ? establishments.Exposed(severity) : establishments;
        establishments = filter.Silent ? establishments.Silent() : establishments;
        establishments = filter.Grade is { } grade ? establishments.Where(row => row.Now!.Grade == grade) : establishments;
        return establishments.WithText(filter.Text);
    }

    private static IQueryable<Establishment> Exposed(this IQueryable<Establishment> establishments, Severity severity) =>
        severity switch
        {
            Severity.Critical => establishments.Where(row => row.Now!.Critical > 0),
            Severity.High => establishments.Where(row => row.Now!.High > 0),
            Severity.Medium => establishments.Where(row => row.Now!.Medium > 0),
            Severity.Low => establishments.Where(row => row.Now!.Low > 0),
            Severity.Info => establishments.Where(row => row.Now!.Info > 0),
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
        };

    /// <summary>Those whose last finished scan got no answer.</summary>
    public static IQueryable<Establishment> Silent(this IQueryable<Establishment> establishments) =>
        establishments.Where(row => row.Now!.Answered == 0);

    private static IQueryable<Establishment> WithText(this IQueryable<Establishment> establishments, string? text) =>
        Folded.Words(text).Aggregate(establishments, (rows, word) => rows.Where(row => row.SearchKey.Contains(word)));
}
