using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What the link at the end of a letter is about. Who holds the link has got the letter: the token stands for the scope.</summary>
public sealed class MailSubscriptions(IDbContextFactory<RegistryContext> registries, UnsubscribeTokens tokens)
{
    /// <summary>Null for a token that we have not made, a letter that is gone, and an urgent notice, which nobody can refuse.</summary>
    public async Task<MailSubscription?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.VerifyAsync(token, cancellationToken) is not { } letter)
        {
            return null;
        }

        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var row = await registry
            .Rows(registry.Letters.Where(one => one.Id == letter && one.Edition!.Kind != EditionKind.Urgent))
            .SingleOrDefaultAsync(cancellationToken);
        return row is null
            ? null
            : new MailSubscription(
                row.Kind,
                row.Scope,
                row.ScopeName,
                row.Recipient,
                await registry.MailRefusals.AnyAsync(
                    one => one.Recipient == row.Recipient && one.Kind == row.Kind && one.Scope == row.Scope,
                    cancellationToken
                )
            );
    }
}

/// <summary>One recipient and one edition of one scope, and whether it is refused.</summary>
public sealed record MailSubscription(EditionKind Kind, string Scope, string? ScopeName, string Recipient, bool Refused);
