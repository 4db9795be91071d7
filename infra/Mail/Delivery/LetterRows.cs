using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

internal static class LetterRows
{
    /// <summary>Keeps what came of a letter, which nobody has any more; false where it is none of these rows.</summary>
    public static async Task<bool> BecomeAsync(this IQueryable<Letter> which, LetterOutcome outcome, CancellationToken token) =>
        await which.ExecuteUpdateAsync(
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
            token
        ) == 1;
}
