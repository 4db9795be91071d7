using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
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
        context.Contacts.RemoveRange(gone);
        context.Audit.AddRange(gone.Select(row => Entry(row, actor)));
        // whether he still is a reader is asked of what is left
        await context.SaveChangesAsync(token);
        var dropped = await DropAsync(context, address, token);
        var account = address.ToUpperInvariant();
        var hasAccount = await context.Users.AnyAsync(user => user.NormalizedEmail == account, token);
        return new(gone, dropped, hasAccount);
    }

    /// <summary>What is at the relay already is left to its answer; the official's letter goes by his account.</summary>
    private static async Task<int> DropAsync(RegistryContext context, string address, CancellationToken token)
    {
        var waiting = context.Letters.Where(one =>
            one.Recipient == address
            && one.Edition!.Kind != EditionKind.Sector
            && (one.State == LetterState.Planned || one.State == LetterState.Unknown || one.State == LetterState.Held)
        );
        var dropped = 0;
        foreach (var scope in await waiting.Select(one => one.Edition!.Scope).Distinct().ToListAsync(token))
        {
            if (await context.IsReaderAsync(LetterScope.Parse(scope), address, token))
                continue;
            dropped += await waiting
                .Where(one => one.Edition!.Scope == scope)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(one => one.State, LetterState.Dropped)
                            .SetProperty(one => one.Error, LetterErrors.Removed),
                    token
                );
        }

        return dropped;
    }

    private AuditEntry Entry(Contact row, string actor) =>
        new()
        {
            At = clock.GetUtcNow(),
            Actor = actor,
            Action = "contact-removed",
            Subject = row.Finess,
            Detail = AuditWords.Format(("email", row.Email), ("role", row.Role.Kebab()), ("name", row.Name)),
        };
}
