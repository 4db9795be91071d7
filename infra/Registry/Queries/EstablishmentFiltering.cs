using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

internal static class EstablishmentFiltering
{
    public static IQueryable<Establishment> Followed(this IQueryable<Establishment> establishments, RegistryContext registry) =>
        establishments.Where(row =>
            registry.Perimeter.Any(line => line.Finess == row.Finess)
            || registry.Mandates.Any(mandate => mandate.Finess == row.Finess)
        );

    /// <summary>Those of <paramref name="all"/> that are of one kind.</summary>
    public static async Task<IQueryable<Establishment>> FollowingAsync(
        this RegistryContext registry,
        IQueryable<Establishment> all,
        Following following,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        following switch
        {
            Following.Followed => all.Followed(registry),
            Following.UnderMandate => await registry.WithMandateAsync(all, valid: true, now, cancellationToken),
            Following.WithoutMandate => await registry.WithMandateAsync(
                all.Followed(registry),
                valid: false,
                now,
                cancellationToken
            ),
            Following.InService => all.Where(row => row.InService),
            Following.Closed => all.Where(row => !row.InService),
            _ => throw new ArgumentOutOfRangeException(nameof(following), following, null),
        };

    public static async Task<IQueryable<Establishment>> MatchingAsync(
        this RegistryContext registry,
        AccessScope scope,
        EstablishmentFilter filter,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var within = registry.EstablishmentsOf(scope);
        if (filter.ToCall)
        {
            var pressing = registry.AlertsOf(scope).Pressing(now);
            within = within.Where(row => pressing.Any(alert => alert.Finess == row.Finess));
        }
        // who must be called is called also where neither perimeter nor mandate is left
        var all = filter is { ToCall: true, Following: Following.Followed }
            ? within
            : await registry.FollowingAsync(within, filter.Following, now, cancellationToken);
        return all.Matching(registry, filter);
    }

    public static IQueryable<Establishment> Matching(
        this IQueryable<Establishment> establishments,
        RegistryContext registry,
        EstablishmentFilter filter
    )
    {
        establishments = filter.RegionCode is { } region ? establishments.Where(row => row.RegionCode == region) : establishments;
        establishments = filter.Department is { } department
            ? establishments.Where(row => row.Department == department)
            : establishments;
        var ongoing = registry.Alerts.Standing(AlertStanding.Ongoing);
        establishments = filter.Exposed is { } severity
            ? establishments.Where(row => ongoing.Any(alert => alert.Finess == row.Finess && alert.Severity == severity))
            : establishments;
        establishments = filter.Silent ? establishments.Silent(registry) : establishments;
        establishments = filter.Grade is { } grade
            ? establishments.Where(row =>
                registry
                    .Standings.Where(line => line.Finess == row.Finess)
                    .OrderByDescending(line => line.Day)
                    .Select(line => line.Grade)
                    .FirstOrDefault() == grade
            )
            : establishments;
        return establishments.WithText(filter.Text);
    }

    /// <summary>Those whose last finished scan got no answer.</summary>
    public static IQueryable<Establishment> Silent(this IQueryable<Establishment> establishments, RegistryContext registry) =>
        establishments.WithLooks(registry).Where(row => row.Answered == 0).Select(row => row.Site);

    /// <summary>Each with how many answers its last finished scan got.</summary>
    public static IQueryable<Looked> WithLooks(this IQueryable<Establishment> establishments, RegistryContext registry)
    {
        var finished = registry.FinishedScans();
        return establishments.Select(row => new Looked
        {
            Site = row,
            Answered = finished
                .Where(scan => scan.Finess == row.Finess)
                .OrderByDescending(scan => scan.EndedAt)
                .Select(scan => (int?)scan.Answered)
                .FirstOrDefault(),
        });
    }

    /// <summary>An establishment and the answers of its last finished scan; null: none has finished.</summary>
    public sealed class Looked
    {
        public required Establishment Site { get; init; }
        public int? Answered { get; init; }
    }

    private static IQueryable<Establishment> WithText(this IQueryable<Establishment> establishments, string? text) =>
        Folded.Words(text).Aggregate(establishments, (rows, word) => rows.Where(row => row.SearchKey.Contains(word)));
}
