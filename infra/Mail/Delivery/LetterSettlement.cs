using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// Settles letters before others are sent: those whose sender died, which counts as a try, those that their reader refused while they were on
/// their way, and those whose week is over.
/// </summary>
public sealed class LetterSettlement(
    IDbContextFactory<RegistryContext> registry,
    IOptions<MailOptions> options,
    TimeProvider clock
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await TakeFromTheDeadAsync(context.Letters, now, cancellationToken);
        var waiting = context.Letters.Where(row => row.State == LetterState.Planned || row.State == LetterState.Unknown);
        if (await context.MailRefusals.AnyAsync(cancellationToken))
            await DropAsync(RefusedOf(context, waiting), LetterErrors.Refused, cancellationToken);
        var over = waiting.Where(row => row.ExpiresAt <= now);
        await over.Where(row => row.Attempts > 0)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, LetterState.Failed), cancellationToken);
        await DropAsync(over, LetterErrors.Expired, cancellationToken);
    }

    private static IQueryable<Letter> RefusedOf(RegistryContext context, IQueryable<Letter> letters) =>
        letters.Where(row =>
            context.MailRefusals.Any(one =>
                one.Recipient == row.Recipient && one.Kind == row.Edition!.Kind && one.Scope == row.Edition.Scope
            )
        );

    private Task<int> TakeFromTheDeadAsync(IQueryable<Letter> letters, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tries = options.Value.Tries;
        return letters
            .Where(row => row.State == LetterState.Sending && row.LeaseUntil < now)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.State, one => one.Attempts < tries ? LetterState.Unknown : LetterState.Failed)
                        .SetProperty(one => one.Error, LetterErrors.NoAnswer)
                        .SetProperty(one => one.Owner, (string?)null)
                        .SetProperty(one => one.DueAt, now),
                cancellationToken
            );
    }

    private static Task<int> DropAsync(IQueryable<Letter> letters, string word, CancellationToken cancellationToken) =>
        letters.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, LetterState.Dropped).SetProperty(one => one.Error, word),
            cancellationToken
        );
}
