using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail;

/// <summary>Who does not want an edition of a scope any more. An urgent notice cannot be refused: somebody must get it.</summary>
public sealed class MailRefusals(RegistryWrites writes, TimeProvider clock)
{
    /// <summary>
    /// Keeps the refusal of the letter's reader, with how it came (<see cref="MailRefusal.How"/>), and drops what is still unsent of it.
    /// Twice is once.
    /// </summary>
    /// <returns>What is refused now; null where there is no such letter, or it cannot be refused.</returns>
    public Task<MailRefusal?> RefuseAsync(Guid letter, string how, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await context.Letters.Include(one => one.Edition).FirstOrDefaultAsync(one => one.Id == letter, token);
                if (row?.Edition is not { Kind: not EditionKind.Urgent } edition)
                    return null;
                var known = await context.MailRefusals.FindAsync([row.Recipient, edition.Kind, edition.Scope], token);
                return known ?? await KeepAsync(context, row.Recipient, edition, how, token);
            },
            cancellationToken
        );

    /// <summary>The reader of this letter wants its edition again, says the actor. What was dropped meanwhile stays so.</summary>
    /// <returns>False where nothing was refused.</returns>
    public Task<bool> WithdrawAsync(Guid letter, string actor, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var row = await context.Letters.Include(one => one.Edition).FirstOrDefaultAsync(one => one.Id == letter, token);
                if (row?.Edition is not { } edition)
                    return false;
                var known = await context.MailRefusals.FindAsync([row.Recipient, edition.Kind, edition.Scope], token);
                if (known is null)
                    return false;
                context.MailRefusals.Remove(known);
                context.Audit.Add(
                    new AuditEntry
                    {
                        At = clock.GetUtcNow(),
                        Actor = actor,
                        Action = "letters-wanted-again",
                        Subject = edition.Scope,
                        Detail = AuditWords.Format(("kind", edition.Kind.Kebab()), ("to", row.Recipient)),
                    }
                );
                return true;
            },
            cancellationToken
        );

    private async Task<MailRefusal> KeepAsync(
        RegistryContext context,
        string recipient,
        Edition edition,
        string how,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var refusal = new MailRefusal
        {
            Recipient = recipient,
            Kind = edition.Kind,
            Scope = edition.Scope,
            At = now,
            How = how,
        };
        context.MailRefusals.Add(refusal);
        context.Audit.Add(
            new AuditEntry
            {
                At = now,
                Actor = recipient,
                Action = "letters-refused",
                Subject = edition.Scope,
                Detail = AuditWords.Format(("kind", edition.Kind.Kebab()), ("how", how)),
            }
        );
        await context
            .Letters.Where(one =>
                one.Recipient == recipient
                && one.Edition!.Kind == edition.Kind
                && one.Edition.Scope == edition.Scope
                && (one.State == LetterState.Planned || one.State == LetterState.Unknown || one.State == LetterState.Held)
            )
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, LetterState.Dropped).SetProperty(one => one.Error, LetterErrors.Refused),
                cancellationToken
            );
        return refusal;
    }
}
