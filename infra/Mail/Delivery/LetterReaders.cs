using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Whether somebody is a reader of what a letter tells of, now. Who goes while a letter of his is being composed is not found by whoever drops
/// what waits for him: the letter is not there yet.
/// </summary>
internal static class LetterReaders
{
    /// <summary>A word of <see cref="LetterErrors"/>; null where he is to get it.</summary>
    public static async Task<string?> WhyUnwantedAsync(
        this RegistryContext context,
        Edition edition,
        string recipient,
        CancellationToken cancellationToken
    ) =>
        await context.MailRefusals.AnyAsync(
            row => row.Recipient == recipient && row.Kind == edition.Kind && row.Scope == edition.Scope,
            cancellationToken
        )
            ? LetterErrors.Refused
        : await context.IsReaderAsync(LetterScope.Parse(edition.Scope), recipient, cancellationToken) ? null
        : LetterErrors.Removed;

    /// <summary>
    /// The sector is for officials, by their accounts; a group for each RSSI of a legal entity that supports it; an establishment for its own
    /// RSSI, and for who supports a group that it belongs to.
    /// </summary>
    public static Task<bool> IsReaderAsync(
        this RegistryContext context,
        LetterScope scope,
        string recipient,
        CancellationToken cancellationToken
    ) =>
        scope switch
        {
            LetterScope.OfSector => IsOfficialAsync(context, recipient, cancellationToken),
            LetterScope.OfGroup group => Supporting(context, group.Id, recipient).AnyAsync(cancellationToken),
            LetterScope.OfEstablishment site => IsReaderAsync(context, site.Finess, recipient, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
        };

    private static Task<bool> IsOfficialAsync(RegistryContext context, string recipient, CancellationToken token)
    {
        var account = recipient.ToUpperInvariant();
        return context
            .Users.Enabled()
            .AnyAsync(row => row.Role == UserRole.Official && (row.Email == recipient || row.NormalizedEmail == account), token);
    }

    private static async Task<bool> IsReaderAsync(
        RegistryContext context,
        string finess,
        string recipient,
        CancellationToken token
    )
    {
        if (await Rssi(context, recipient).AnyAsync(row => row.Finess == finess, token))
            return true;
        var groups = await context
            .GroupMembers.Where(member =>
                context.Establishments.Any(site => site.Finess == finess && site.LegalEntity == member.LegalEntity)
            )
            .Select(member => member.GroupId)
            .Distinct()
            .ToListAsync(token);
        foreach (var group in groups)
        {
            if (await Supporting(context, group, recipient).AnyAsync(token))
                return true;
        }

        return false;
    }

    private static IQueryable<Contact> Supporting(RegistryContext context, string group, string recipient) =>
        Rssi(context, recipient)
            .Where(row =>
                context.Establishments.Any(site =>
                    site.Finess == row.Finess
                    && context.GroupMembers.Any(member =>
                        member.GroupId == group && member.Supports && member.LegalEntity == site.LegalEntity
                    )
                )
            );

    private static IQueryable<Contact> Rssi(RegistryContext context, string recipient) =>
        context.Contacts.Where(row => row.Role == ContactRole.Rssi && row.Email == recipient);
}
