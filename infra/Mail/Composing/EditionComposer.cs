using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>Makes editions from the registry as it stands, and keeps nothing.</summary>
internal sealed class EditionComposer(
    IDbContextFactory<RegistryContext> registries,
    WeekReader weeks,
    SectorComposer sector,
    UrgentComposer urgent,
    TimeProvider clock
) : IEditionComposer
{
    public Task<Edition?> WeeklyAsync(LetterScope scope, ReportedWeek week, CancellationToken cancellationToken) =>
        WeeklyAsync(scope, week, clock.GetUtcNow(), cancellationToken);

    /// <summary>As it would have been at that instant, as far as the registry still knows; for a preview of a week long over.</summary>
    public async Task<Edition?> WeeklyAsync(
        LetterScope scope,
        ReportedWeek week,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        if (scope is LetterScope.OfSector)
            return await sector.ComposeAsync(WeekSpan.Of(week, LetterTimes.OfficialZone, at), cancellationToken);

        var (name, sites) = await SitesAsync(scope, cancellationToken);
        if (sites.Count == 0)
            return null;
        var span = WeekSpan.Of(week, LetterTimes.Westernmost(sites.Select(site => site.TimeZone), at).Id, at);
        var read = await weeks.ReadAsync(sites, span, cancellationToken);
        var writer = new TechnicalWriter(read, span);
        return new()
        {
            Id = Guid.CreateVersion7(at),
            Kind = EditionKind.Technical,
            Scope = scope.ToString()!,
            Period = week.ToString(),
            ComposedAt = at,
            Content = EditionJson.Write(writer.Write(name)),
            Alerts = string.Join(' ', writer.Counted()),
        };
    }

    public Task<Edition?> UrgentAsync(string finess, IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken) =>
        urgent.ComposeAsync(finess, alerts, cancellationToken);

    /// <summary>Of a group all sites that are followed; one alone is written about as itself.</summary>
    private async Task<(string Name, IReadOnlyList<Establishment> Sites)> SitesAsync(
        LetterScope scope,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var rows = scope switch
        {
            LetterScope.OfEstablishment { Finess: var finess } => registry.Establishments.Where(row => row.Finess == finess),
            LetterScope.OfGroup { Id: var id } => registry
                .Establishments.Where(row =>
                    row.InService
                    && registry.GroupMembers.Any(member => member.GroupId == id && member.LegalEntity == row.LegalEntity)
                )
                .Followed(),
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "No technical letter has this scope."),
        };
        var sites = await rows.AsNoTracking().OrderBy(row => row.Finess).ToListAsync(cancellationToken);
        var group =
            scope is LetterScope.OfGroup { Id: var number } && sites.Count > 1
                ? await registry
                    .Groups.Where(row => row.Id == number)
                    .Select(row => row.Name)
                    .FirstOrDefaultAsync(cancellationToken)
                : null;
        return (group ?? sites.FirstOrDefault()?.Name ?? "", sites);
    }
}
