using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What a person does with letters of the outbox, each with its audit line: send again, release.</summary>
public sealed class LetterDesk(RegistryWrites writes, MailSecret secret, MessageIds ids, TimeProvider clock)
{
    private static readonly TimeSpan CopyLife = TimeSpan.FromDays(7);

    /// <summary>Plans a copy of a letter that is settled: a row of its own, with a Message-ID of its own.</summary>
    /// <returns>The new letter; null where there is no such letter, or it or a copy of it still is on its way.</returns>
    public async Task<Letter?> ResendAsync(Guid letter, string actor, CancellationToken cancellationToken)
    {
        await secret.EnsureAsync(cancellationToken);
        return await writes.RunAsync(
            async (context, token) =>
            {
                var row = await context.Letters.Include(one => one.Edition).FirstOrDefaultAsync(one => one.Id == letter, token);
                if (row?.Edition is not { } edition || await NextAsync(context, row, token) is not { } next)
                    return null;
                var id = await ids.OfAsync(edition, row.Recipient, next, token);
                var copy = Copy(row, next, id, await DetailAsync(context, row, token));
                context.Letters.Add(copy);
                var words = AuditWords.Format(("period", edition.Period), ("to", row.Recipient), ("copy", copy.Copy));
                Audit(context, actor, "letter-resent", edition.Scope, words);
                return copy;
            },
            cancellationToken
        );
    }

    /// <summary>Lets letters go that were held since they stood in a restored backup: one, or all of them.</summary>
    public Task<int> ReleaseAsync(Guid? letter, string actor, CancellationToken cancellationToken) =>
        SettleHeldAsync(letter, LetterState.Planned, null, ("letters-released", actor), cancellationToken);

    /// <summary>Gives held letters up: whoever looked knows that they arrived before the backup was put back.</summary>
    public Task<int> DropHeldAsync(Guid? letter, string actor, CancellationToken cancellationToken) =>
        SettleHeldAsync(letter, LetterState.Dropped, LetterErrors.Restored, ("letters-dropped", actor), cancellationToken);

    private Task<int> SettleHeldAsync(
        Guid? letter,
        LetterState state,
        string? error,
        (string Action, string Actor) audit,
        CancellationToken cancellationToken
    ) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var count = await context
                    .Letters.Where(one => one.State == LetterState.Held && (letter == null || one.Id == letter))
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(one => one.State, state).SetProperty(one => one.Error, error),
                        token
                    );
                if (count > 0)
                    await AuditHeldAsync(context, letter, count, audit, token);
                return count;
            },
            cancellationToken
        );

    /// <summary>About one letter the subject is its scope, so that whoever it is about finds the line.</summary>
    private async Task AuditHeldAsync(
        RegistryContext context,
        Guid? letter,
        int count,
        (string Action, string Actor) audit,
        CancellationToken token
    )
    {
        var scope = await context
            .Letters.Where(one => one.Id == letter)
            .Select(one => one.Edition!.Scope)
            .FirstOrDefaultAsync(token);
        Audit(context, audit.Actor, audit.Action, scope ?? "all", AuditWords.Format(("letters", count), ("id", letter)));
    }

    /// <summary>The number of the next copy; null while one is on its way, so that two presses of a button are one.</summary>
    private static async Task<int?> NextAsync(RegistryContext context, Letter row, CancellationToken token)
    {
        var same = await context
            .Letters.Where(one => one.EditionId == row.EditionId && one.Recipient == row.Recipient)
            .Select(one => new { one.Copy, one.State })
            .ToListAsync(token);
        return same.Exists(one => IsOnItsWay(one.State)) ? null : same.Max(one => one.Copy) + 1;
    }

    /// <summary>It is not settled yet: a copy of it would be a second letter.</summary>
    public static bool IsOnItsWay(LetterState state) =>
        state is LetterState.Planned or LetterState.Sending or LetterState.Unknown or LetterState.Held;

    /// <summary>An old letter says no more than its reader wants in his mailbox now.</summary>
    private static async Task<DetailLevel> DetailAsync(RegistryContext context, Letter row, CancellationToken token)
    {
        var wishes = await context.Contacts.Where(one => one.Email == row.Recipient).Select(one => one.Detail).ToListAsync(token);
        return wishes.Append(row.Detail).Max();
    }

    private Letter Copy(Letter row, int copy, string messageId, DetailLevel detail) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            EditionId = row.EditionId,
            Recipient = row.Recipient,
            RecipientName = row.RecipientName,
            Language = row.Language,
            Detail = detail,
            Copy = copy,
            MessageId = messageId,
            State = LetterState.Planned,
            DueAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow() + CopyLife,
        };

    private void Audit(RegistryContext context, string actor, string action, string subject, string detail) =>
        context.Audit.AddLine(clock.GetUtcNow(), actor, action, subject, detail);
}
