using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail;

/// <summary>What a removal did.</summary>
/// <param name="Contacts">The contacts that are gone.</param>
/// <param name="Letters">How many letters that waited for this reader were dropped.</param>
/// <param name="HasAccount">Somebody signs in under this address: an account is not a contact, and stays.</param>
public sealed record RemovedContacts(IReadOnlyList<Contact> Contacts, int Letters, bool HasAccount);

/// <summary>Takes somebody off the list of contacts. What was planned for him and would not be planned now is dropped in the same write.</summary>
public sealed class ContactRemoval(RegistryWrites writes, TimeProvider clock)
{
    /// <param name="email">Compared without regard to case.</param>
    /// <param name="finess">One establishment; null for all.</param>
    /// <param name="actor">Who the audit trail names.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept then.</param>
    public Task<RemovedContacts> RunAsync(string email, string? finess, string actor, CancellationToken cancellationToken)
    {
        var address = email.Trim().ToLowerInvariant();
        return writes.RunAsync((context, token) => RemoveAsync(context, address, finess, actor, token), cancellationToken);
    }

    private async Task<RemovedContacts> RemoveAsync(
        RegistryContext context,
        string address,
        string? finess,
        string actor,
        CancellationToken token
    )
    {
        // an import keeps addresses in lower case
        var all = await context.Contacts.Where(row => row.Email == address).OrderBy(row => row.Finess).ToListAsync(token);
        var gone = all.FindAll(row => finess is null || row.Finess == finess);
        var left = all.Except(gone);
        var scopes = await ScopesAsync(context, gone, token);
        scopes.ExceptWith(await ScopesAsync(context, left, token));
        var dropped = await DropAsync(context, address, scopes, token);
        context.Contacts.RemoveRange(gone);
        context.Audit.AddRange(gone.Select(row => Entry(row, actor)));
        var account = address.ToUpperInvariant();
        var hasAccount = await context.Users.AnyAsync(user => user.NormalizedEmail == account, token);
        return new(gone, dropped, hasAccount);
    }

    /// <summary>Of what letters may tell these contacts: their establishments, and the groups that these support, with their members.</summary>
    private static async Task<HashSet<string>> ScopesAsync(
        RegistryContext context,
        IEnumerable<Contact> contacts,
        CancellationToken token
    )
    {
        var own = contacts.Where(row => row.Role == ContactRole.Rssi).Select(row => row.Finess).ToList();
        var entities = context.Establishments.Where(site => own.Contains(site.Finess)).Select(site => site.LegalEntity);
        var groups = context
            .GroupMembers.Where(member => member.Supports && entities.Contains(member.LegalEntity))
            .Select(member => member.GroupId);
        var members = context.GroupMembers.Where(member => groups.Contains(member.GroupId)).Select(member => member.LegalEntity);
        var sites = context.Establishments.Where(site => members.Contains(site.LegalEntity!)).Select(site => site.Finess);
        return
        [
            .. own.Concat(await sites.ToListAsync(token)).Select(one => LetterScope.EstablishmentPrefix + one),
            .. (await groups.ToListAsync(token)).Select(one => LetterScope.GroupPrefix + one),
        ];
    }

    /// <summary>What is at the relay already is left to its answer.</summary>
    private static Task<int> DropAsync(
        RegistryContext context,
        string address,
        HashSet<string> scopes,
        CancellationToken token
    ) =>
        context
            .Letters.Where(one =>
                one.Recipient == address
                && scopes.Contains(one.Edition!.Scope)
                && (one.State == LetterState.Planned || one.State == LetterState.Unknown || one.State == LetterState.Held)
            )
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, LetterState.Dropped).SetProperty(one => one.Error, LetterErrors.Removed),
                token
            );

    private AuditEntry Entry(Contact row, string actor) =>
        new()
        {
            At = clock.GetUtcNow(),
            Actor = actor,
            Action = "contact-removed",
            Subject = row.Finess,
            Detail = $"{row.Email} {row.Name}, {row.Role}",
        };
}
