using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>Reads a week of some sites from the registry, in a few questions for all of them.</summary>
internal sealed class WeekReader(IDbContextFactory<RegistryContext> registries, StandingQueries standings, MedianShelf medians)
{
    private static readonly AccessScope All = new AccessScope.WholeSector();

    /// <param name="sites">Untracked.</param>
    /// <param name="span">The week by the clock of the letter; each site keeps its own.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<SiteWeek>> ReadAsync(
        IReadOnlyList<Establishment> sites,
        WeekSpan span,
        CancellationToken cancellationToken
    )
    {
        var finess = sites.Select(site => site.Finess).ToList();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var alerts = await AlertsAsync(registry, finess, span, cancellationToken);
        var scans = registry.Scans.Where(row => finess.Contains(row.Finess));
        var ground = new Ground
        {
            Alerts = alerts.ToLookup(alert => alert.Finess),
            Proofs = await ProofsAsync(registry, alerts, cancellationToken),
            Mandates = (
                await registry.Mandates.AsNoTracking().Where(row => finess.Contains(row.Finess)).ToListAsync(cancellationToken)
            ).ToLookup(row => row.Finess),
            Scans = await ScanDays.OfWeekAsync(scans, span, cancellationToken),
            FirstScans = await ScanDays.FirstAsync(scans, cancellationToken),
            Standings = (
                await standings.ListAsync(
                    All,
                    finess,
                    span.LastDay,
                    await medians.OfAsync(span.LastDay, cancellationToken),
                    cancellationToken
                )
            ).ToDictionary(row => row.Line.Finess),
            Scored = await ScoredAsync(registry, finess, span.LastDay.AddDays(-7), cancellationToken),
        };
        return [.. sites.Select(site => Of(site, WeekSpan.Of(span.Week, site.TimeZone, span.At), ground))];
    }

    private static SiteWeek Of(Establishment site, WeekSpan span, Ground ground)
    {
        var mandates = ground.Mandates[site.Finess].ToList();
        DateOnly? first = ground.FirstScans.TryGetValue(site.Finess, out var start) ? span.DayOf(start) : null;
        return new()
        {
            Site = site,
            Span = span,
            HasMandate = mandates.Exists(row => row.ValidFrom <= span.LastDay && row.ValidUntil >= span.Week.Monday),
            Alerts =
            [
                .. ground
                    .Alerts[site.Finess]
                    .Select(alert => AlertTrail.Of(alert, [.. alert.Events.OrderBy(row => row.At).ThenBy(row => row.Id)], span))
                    .Where(trail => trail.Then is not null),
            ],
            FirstProofs = ground.Proofs,
            Standing = ground.Standings.GetValueOrDefault(site.Finess),
            WasScored = ground.Scored.Contains(site.Finess),
            LostDays = LostDays.Of(ground.Scans[site.Finess], first, mandates, span),
            WasScanned = first <= span.LastDay,
        };
    }

    /// <summary>Those that were open at the end of the week or closed within it, with their trail. What was only suspected stays out later.</summary>
    private static Task<List<Alert>> AlertsAsync(
        RegistryContext registry,
        List<string> finess,
        WeekSpan span,
        CancellationToken cancellationToken
    )
    {
        // sites of a group may live up to a day apart
        var (from, until) = (span.From.AddDays(-1), span.Until.AddDays(1));
        return registry
            .Alerts.AsNoTracking()
            .Include(row => row.Events)
            .Where(row =>
                finess.Contains(row.Finess)
                && row.FirstSeen < until
                && (row.State != AlertState.Resolved || row.ResolvedAt >= from)
            )
            .ToListAsync(cancellationToken);
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> ProofsAsync(
        RegistryContext registry,
        List<Alert> alerts,
        CancellationToken cancellationToken
    )
    {
        var closed = alerts.Where(alert => alert.State == AlertState.Resolved).Select(alert => alert.Id).ToList();
        if (closed.Count == 0)
            return [];
        var proofs = await registry
            .AlertVerdicts.Where(row => closed.Contains(row.AlertId) && row.Effect == "first-proof")
            .Select(row => new { row.AlertId, row.At })
            .ToListAsync(cancellationToken);
        return proofs.GroupBy(row => row.AlertId).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.At));
    }

    private static async Task<HashSet<string>> ScoredAsync(
        RegistryContext registry,
        List<string> finess,
        DateOnly until,
        CancellationToken cancellationToken
    ) =>
        await registry
            .Standings.Where(row => finess.Contains(row.Finess) && row.Day <= until && row.Score != null)
            .Select(row => row.Finess)
            .Distinct()
            .ToHashSetAsync(cancellationToken);

    private sealed record Ground
    {
        public required ILookup<string, Alert> Alerts { get; init; }
        public required Dictionary<Guid, DateTimeOffset> Proofs { get; init; }
        public required ILookup<string, Mandate> Mandates { get; init; }
        public required ILookup<string, ScanDay> Scans { get; init; }
        public required Dictionary<string, DateTimeOffset> FirstScans { get; init; }
        public required Dictionary<string, EstablishmentStanding> Standings { get; init; }
        public required HashSet<string> Scored { get; init; }
    }
}
