using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Who does not want the technical letter that tells of an establishment any more.</summary>
internal static class UnsubscribedContacts
{
    /// <summary>
    /// E-mail addresses, compared without regard to case. An RSSI whose legal entity supports a group gets the letter of the group; any
    /// other that of the establishment.
    /// </summary>
    public static async Task<IReadOnlySet<string>> UnsubscribedAsync(
        this RegistryContext registry,
        Establishment site,
        CancellationToken cancellationToken
    )
    {
        var groups = await registry
            .GroupMembers.Where(member =>
                member.Supports
                && member.LegalEntity == site.LegalEntity
                && registry.Groups.Any(group => group.Id == member.GroupId && group.Active)
            )
            .Select(member => LetterScope.GroupPrefix + member.GroupId)
            .ToListAsync(cancellationToken);
        List<string> scopes = groups.Count > 0 ? groups : [LetterScope.EstablishmentPrefix + site.Finess];
        var refused = await registry
            .MailRefusals.Where(row => row.Kind == EditionKind.Technical && scopes.Contains(row.Scope))
            .Select(row => row.Recipient)
            .ToListAsync(cancellationToken);
        return refused.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
