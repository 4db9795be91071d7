using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What of the letters to come was written early: nobody gets a second one about the same week.</summary>
internal static class WrittenEditions
{
    public static async Task<List<PlannedRound>> WithWrittenAsync(
        this RegistryContext registry,
        IReadOnlyCollection<PlannedRound> planned,
        CancellationToken cancellationToken
    )
    {
        var periods = planned.Select(round => round.Week.ToString()).Distinct().ToList();
        var editions = await registry
            .Editions.AsNoTracking()
            .Where(row => row.Kind != EditionKind.Urgent && periods.Contains(row.Period))
            .Select(row => new Written(
                row.Kind,
                row.Scope,
                row.Period,
                row.ComposedAt,
                row.Letters.Select(letter => letter.Recipient).ToList()
            ))
            .ToListAsync(cancellationToken);
        var written = editions.ToLookup(row => (row.Kind, row.Scope, row.Period));
        return
        [
            .. planned.Select(round =>
                written[(round.Kind, round.Scope, round.Week.ToString())].FirstOrDefault() is { } edition
                    ? round with
                    {
                        WrittenAt = edition.At,
                        Owed = [.. round.To.Where(one => !edition.Has(one.Email))],
                    }
                    : round
            ),
        ];
    }

    private sealed record Written(
        EditionKind Kind,
        string Scope,
        string Period,
        DateTimeOffset At,
        IReadOnlyList<string> Recipients
    )
    {
        public bool Has(string email) => Recipients.Contains(email, StringComparer.OrdinalIgnoreCase);
    }
}
