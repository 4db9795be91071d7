using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// The states of letters on their way. Whoever marks a letter as being sent has it, for as long as an answer may take: the mark is the claim,
/// and it is kept before the first octet leaves.
/// </summary>
public sealed class LetterClaims(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    IOptions<MailOptions> options,
    TimeProvider clock
)
{
    /// <summary>After so long the one who sends a letter gives it up, while nobody else may take it yet: the answer's wait, and the talk before.</summary>
    public TimeSpan Patience => options.Value.AnswerWait * 1.4;

    private TimeSpan Lease => options.Value.AnswerWait * 1.5;

    /// <summary>Letters that may go now, urgent ones first.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context
            .Letters.Where(row => (row.State == LetterState.Planned || row.State == LetterState.Unknown) && row.DueAt <= now)
            .OrderByDescending(row => row.Edition!.Kind == EditionKind.Urgent)
            .ThenBy(row => row.DueAt)
            .Take(most)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<Letter?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await context
            .Letters.AsNoTracking()
            .Include(row => row.Edition)
            .FirstOrDefaultAsync(
                row => row.Id == id && (row.State == LetterState.Planned || row.State == LetterState.Unknown),
                cancellationToken
            );
    }

    /// <summary>
    /// Takes the letter for this owner and counts it, and keeps in the same write what came of the one that he had before: each write waits
    /// for the disk.
    /// </summary>
    public Task<Claimed> MarkSendingAsync(Letter letter, string owner, Answered? before, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var isKept = before is null || await KeepAsync(context, owner, before, token);
                return new Claimed(await TakeAsync(context, letter, owner, token), isKept);
            },
            cancellationToken
        );

    public LetterOutcome OutcomeOf(Letter letter, Carried carried, bool isFolder) =>
        LetterOutcome.Of(letter, carried, isFolder, options.Value, clock.GetUtcNow());

    /// <summary>Keeps what came of a letter that this owner had; false where somebody else has it by now.</summary>
    public Task<bool> KeepAsync(Answered answered, string owner, CancellationToken cancellationToken) =>
        writes.RunAsync((context, token) => KeepAsync(context, owner, answered, token), cancellationToken);

    /// <summary>Keeps what came of a letter before it was handed over; nothing where somebody else has it by now.</summary>
    public Task<bool> SetAsideAsync(Letter letter, LetterOutcome outcome, CancellationToken cancellationToken) =>
        writes.RunAsync((context, token) => AsRead(context, letter).BecomeAsync(outcome, token), cancellationToken);

    /// <summary>The same for a letter of which no message was made; the trail says whose letters were let go because they went themselves.</summary>
    public Task<bool> SetAsideAsync(Letter letter, Built unsent, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var isKept = await AsRead(context, letter).BecomeAsync(OutcomeOf(letter, unsent), token);
                if (isKept && unsent is Built.Unwanted { Word: var word })
                    context.Audit.Add(EntryOf(letter, word));
                return isKept;
            },
            cancellationToken
        );

    private LetterOutcome OutcomeOf(Letter letter, Built unsent) =>
        unsent switch
        {
            Built.Stale stale => LetterOutcome.Dropped(letter, stale.Word),
            Built.Unwanted unwanted => LetterOutcome.Dropped(letter, unwanted.Word),
            Built.Refused refused => LetterOutcome.Failed(letter, LetterErrors.With(LetterErrors.Unbuildable, refused.Why)),
            Built.Broken broken => LetterOutcome.Later(
                letter,
                LetterErrors.With(LetterErrors.Unbuildable, broken.Why),
                options.Value,
                clock.GetUtcNow()
            ),
            _ => throw new InvalidOperationException("A message is handed over, not set aside."),
        };

    private AuditEntry EntryOf(Letter letter, string word) =>
        new()
        {
            At = clock.GetUtcNow(),
            Actor = AuditActors.Worker,
            Action = "letter-let-go",
            Subject = letter.Edition!.Scope,
            Detail = AuditWords.Format(("period", letter.Edition.Period), ("to", letter.Recipient), ("why", word)),
        };

    private static Task<bool> KeepAsync(RegistryContext context, string owner, Answered answered, CancellationToken token) =>
        context
            .Letters.Where(row => row.Id == answered.Letter.Id && row.State == LetterState.Sending && row.Owner == owner)
            .BecomeAsync(answered.Outcome, token);

    /// <returns>Null when somebody else was faster.</returns>
    private async Task<MailState?> TakeAsync(RegistryContext context, Letter letter, string owner, CancellationToken token)
    {
        var until = clock.GetUtcNow() + Lease;
        var taken = await AsRead(context, letter)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.State, LetterState.Sending)
                        .SetProperty(one => one.Owner, owner)
                        .SetProperty(one => one.LeaseUntil, until)
                        .SetProperty(one => one.Attempts, one => one.Attempts + 1)
                        .SetProperty(one => one.Version, one => one.Version + 1),
                token
            );
        if (taken == 0)
            return null;
        var state = await MailSecret.StateAsync(context, token);
        state.Handed++;
        return state;
    }

    private static IQueryable<Letter> AsRead(RegistryContext context, Letter letter) =>
        context.Letters.Where(row => row.Id == letter.Id && row.State == letter.State && row.Attempts == letter.Attempts);
}

/// <summary>A letter that was handed over and what came of it, which is not kept yet.</summary>
public sealed record Answered(Letter Letter, LetterOutcome Outcome);

/// <param name="State">Null when somebody else was faster.</param>
/// <param name="IsKept">False where the letter before had been taken over.</param>
public sealed record Claimed(MailState? State, bool IsKept);
