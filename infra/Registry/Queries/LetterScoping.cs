using CyberWatch.Infra.Registry.Entities;

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
