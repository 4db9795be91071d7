using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>
/// Whose letters a reader may see: those of establishments in his scope, and those of groups that lie wholly within it, since a letter of a
/// group tells of each of its sites. The sector's letter is for who sees the sector.
/// </summary>
internal static class LetterScoping
{
    private const string OfEstablishment = LetterScope.EstablishmentPrefix;
    private const string OfGroup = LetterScope.GroupPrefix;

    public static IQueryable<Edition> EditionsOf(this RegistryContext registry, AccessScope scope)
    {
        if (scope is AccessScope.WholeSector)
        {
            return registry.Editions;
        }

        var sites = registry.EstablishmentsOf(scope);
        var groups = registry.GroupsWithin(sites);
        return registry.Editions.Where(row =>
            (
                row.Scope.StartsWith(OfEstablishment)
                && sites.Any(site => site.Finess == row.Scope.Substring(OfEstablishment.Length))
            ) || (row.Scope.StartsWith(OfGroup) && groups.Any(group => group.Id == row.Scope.Substring(OfGroup.Length)))
        );
    }

    public static IQueryable<Letter> LettersOf(this RegistryContext registry, AccessScope scope) =>
        scope is AccessScope.WholeSector
            ? registry.Letters
            : registry.Letters.Where(row => registry.EditionsOf(scope).Any(mine => mine.Id == row.EditionId));

    public static IQueryable<LetterRow> Rows(this RegistryContext registry, IQueryable<Letter> letters) =>
        letters.Select(row => new LetterRow(
            row.Id,
            row.Edition!.Kind,
            row.Edition.Scope,
            registry
                .Establishments.Where(site =>
                    row.Edition.Scope.StartsWith(OfEstablishment)
                    && site.Finess == row.Edition.Scope.Substring(OfEstablishment.Length)
                )
                .Select(site => site.Name)
                .FirstOrDefault()
                ?? registry
                    .Groups.Where(group => OfGroup + group.Id == row.Edition.Scope)
                    .Select(group => group.Name)
                    .FirstOrDefault(),
            row.Edition.Period,
            row.Recipient,
            row.RecipientName,
            row.Copy,
            row.State,
            row.Edition.ComposedAt,
            row.DueAt,
            row.SentAt,
            row.Attempts,
            row.Error
        ));

    /// <summary>The same rule for letters that are not kept yet.</summary>
    public static async Task<LetterSight> SightAsync(
        this RegistryContext registry,
        AccessScope scope,
        CancellationToken cancellationToken
    )
    {
        if (scope is AccessScope.WholeSector)
        {
            return new LetterSight(Everything: true, [], []);
        }

        var sites = registry.EstablishmentsOf(scope);
        var groups = registry.GroupsWithin(sites);
        return new LetterSight(
            Everything: false,
            await sites.Select(site => site.Finess).ToHashSetAsync(cancellationToken),
            await groups.Select(group => group.Id).ToHashSetAsync(cancellationToken)
        );
    }

    /// <summary>What editions are about, by name; the sector has none.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesOfAsync(
        this RegistryContext registry,
        IReadOnlyCollection<string> scopes,
        CancellationToken cancellationToken
    )
    {
        var about = scopes.Select(LetterScope.Parse).ToList();
        var finess = about.OfType<LetterScope.OfEstablishment>().Select(scope => scope.Finess).ToList();
        var ids = about.OfType<LetterScope.OfGroup>().Select(scope => scope.Id).ToList();
        var sites = await registry
            .Establishments.Where(row => finess.Contains(row.Finess))
            .Select(row => new { Scope = OfEstablishment + row.Finess, row.Name })
            .ToListAsync(cancellationToken);
        var groups = await registry
            .Groups.Where(row => ids.Contains(row.Id))
            .Select(row => new { Scope = OfGroup + row.Id, row.Name })
            .ToListAsync(cancellationToken);
        return sites.Concat(groups).ToDictionary(row => row.Scope, row => row.Name);
    }

    private static IQueryable<Group> GroupsWithin(this RegistryContext registry, IQueryable<Establishment> mine) =>
        registry.Groups.Where(group =>
            registry.Establishments.Any(site =>
                registry.GroupMembers.Any(member => member.GroupId == group.Id && member.LegalEntity == site.LegalEntity)
            )
            && !registry.Establishments.Any(site =>
                registry.GroupMembers.Any(member => member.GroupId == group.Id && member.LegalEntity == site.LegalEntity)
                && !mine.Any(own => own.Finess == site.Finess)
            )
        );
}

/// <summary>The sites and groups whose letters a reader may see.</summary>
internal sealed record LetterSight(bool Everything, HashSet<string> Sites, HashSet<string> Groups)
{
    public bool Sees(LetterScope scope) =>
        Everything
        || scope switch
        {
            LetterScope.OfEstablishment { Finess: var finess } => Sites.Contains(finess),
            LetterScope.OfGroup { Id: var id } => Groups.Contains(id),
            _ => false,
        };
}
