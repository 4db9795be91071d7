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
    // the words of Edition.Scope
    private const string OfEstablishment = "finess:";
    private const string OfGroup = "group:";

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

    /// <summary>What an edition is about, by name; null for the sector.</summary>
    public static Task<string?> NameOfAsync(this RegistryContext registry, string scope, CancellationToken cancellationToken) =>
        LetterScope.Parse(scope) switch
        {
            LetterScope.OfEstablishment { Finess: var finess } => registry
                .Establishments.Where(row => row.Finess == finess)
                .Select(row => (string?)row.Name)
                .FirstOrDefaultAsync(cancellationToken),
            LetterScope.OfGroup { Id: var id } => registry
                .Groups.Where(row => row.Id == id)
                .Select(row => (string?)row.Name)
                .FirstOrDefaultAsync(cancellationToken),
            _ => Task.FromResult<string?>(null),
        };

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
