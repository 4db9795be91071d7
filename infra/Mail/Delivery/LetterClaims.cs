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

    /// <summary>Settles what time has settled: letters whose sender died, and those whose week is over.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await context
            .Letters.Where(row => row.State == LetterState.Sending && row.LeaseUntil < now)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.State, LetterState.Unknown)
                        .SetProperty(one => one.Error, LetterErrors.NoAnswer)
                        .SetProperty(one => one.Owner, (string?)null)
                        .SetProperty(one => one.DueAt, now),
                cancellationToken
            );
        var over = context.Letters.Where(row =>
            (row.State == LetterState.Planned || row.State == LetterState.Unknown) && row.ExpiresAt <= now
        );
        await over.Where(row => row.Attempts > 0)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, LetterState.Failed), cancellationToken);
        await over.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, LetterState.Dropped).SetProperty(one => one.Error, LetterErrors.Expired),
            cancellationToken
        );
    }

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

    /// <summary>Takes the letter for this owner, and counts it; null when somebody else was faster.</summary>
    public Task<MailState?> MarkSendingAsync(Letter letter, string owner, CancellationToken cancellationToken) =>
        writes.RunAsync<MailState?>(
            async (context, token) =>
            {
                var until = clock.GetUtcNow() + Lease;
                var taken = await context
                    .Letters.Where(row => row.Id == letter.Id && row.State == letter.State && row.Attempts == letter.Attempts)
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
            },
            cancellationToken
        );

    public LetterOutcome OutcomeOf(Letter letter, Carried carried, bool isFolder) =>
        LetterOutcome.Of(letter, carried, isFolder, options.Value, clock.GetUtcNow());

    public LetterOutcome OutcomeOf(Letter letter, Built unsent) =>
        unsent switch
        {
            Built.Stale stale => LetterOutcome.Dropped(letter, stale.Word),
            Built.Refused refused => LetterOutcome.Failed(letter, LetterErrors.With(LetterErrors.Unbuildable, refused.Why)),
            Built.Broken broken => LetterOutcome.Later(
                letter,
                LetterErrors.With(LetterErrors.Unbuildable, broken.Why),
                options.Value,
                clock.GetUtcNow()
            ),
            _ => throw new InvalidOperationException("A message is handed over, not set aside."),
        };

    /// <summary>Keeps what came of a letter that this owner had.</summary>
    public Task<bool> KeepAsync(Letter letter, string owner, LetterOutcome outcome, CancellationToken cancellationToken) =>
        SetAsync(
            rows => rows.Where(row => row.Id == letter.Id && row.State == LetterState.Sending && row.Owner == owner),
            outcome,
            cancellationToken
        );

    /// <summary>Keeps what came of a letter before it was handed over; nothing where somebody else has it by now.</summary>
    public Task<bool> SetAsideAsync(Letter letter, LetterOutcome outcome, CancellationToken cancellationToken) =>
        SetAsync(
            rows => rows.Where(row => row.Id == letter.Id && row.State == letter.State && row.Attempts == letter.Attempts),
            outcome,
            cancellationToken
        );

    private async Task<bool> SetAsync(
        Func<IQueryable<Letter>, IQueryable<Letter>> which,
        LetterOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        return await which(context.Letters)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(one => one.State, outcome.State)
                            .SetProperty(one => one.Error, outcome.Error)
                            .SetProperty(one => one.DueAt, outcome.DueAt)
                            .SetProperty(one => one.Attempts, outcome.Attempts)
                            .SetProperty(one => one.Receipt, outcome.Receipt)
                            .SetProperty(one => one.SentAt, outcome.SentAt)
                            .SetProperty(one => one.Owner, (string?)null)
                            .SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null)
                            .SetProperty(one => one.Version, one => one.Version + 1),
                    cancellationToken
                ) == 1;
    }
}
