using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>
/// What the next Monday brings, and to whom; also what it does not bring any more, because it was written early or is refused. A letter to
/// come is seen by who may see the letter itself.
/// </summary>
public sealed class LetterPlanQueries(IDbContextFactory<RegistryContext> registries, LetterRoll roll, TimeProvider clock)
{
    /// <summary>The next run within the scope; of its letters one page, the first to go first, and behind them what does not go.</summary>
    public async Task<LetterPlan> FindAsync(AccessScope scope, PageRequest page, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var rounds = await RoundsAsync(registry, scope, cancellationToken);
        var shown = rounds
            .OrderBy(round => round.Owed.Count == 0)
            .ThenBy(round => round.DueAt)
            .ThenByDescending(round => round.Kind)
            .ThenBy(round => round.Scope, StringComparer.Ordinal)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToList();
        var names = await registry.NamesOfAsync([.. shown.Select(round => round.Scope)], cancellationToken);
        var going = rounds.Where(round => round.Owed.Count > 0).ToList();
        return new LetterPlan(
            rounds.Count,
            going.Sum(round => round.Owed.Count),
            going.Count == 0 ? null : going.Min(round => round.DueAt),
            [.. shown.Select(round => round with { ScopeName = names.GetValueOrDefault(round.Scope) })]
        );
    }

    /// <summary>The letter to come about one scope, as <see cref="Edition.Scope"/> writes it; null outside the reader's own, and where nobody gets one.</summary>
    public async Task<PlannedRound?> FindAsync(AccessScope scope, string about, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var found = (await RoundsAsync(registry, scope, cancellationToken)).FirstOrDefault(round => round.Scope == about);
        if (found is null)
        {
            return null;
        }

        var names = await registry.NamesOfAsync([about], cancellationToken);
        return found with { ScopeName = names.GetValueOrDefault(about) };
    }

    private async Task<List<PlannedRound>> RoundsAsync(
        RegistryContext registry,
        AccessScope scope,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var sight = await registry.SightAsync(scope, cancellationToken);
        // who is covered by a mandate is a matter of the week; for one night a week the zones are in different ones
        var rounds = await roll.AllOfWeekAsync(
            NextWeek(now, TimeZoneInfo.FindSystemTimeZoneById(LetterTimes.OfficialZone)),
            cancellationToken
        );
        var planned = rounds.Where(round => sight.Sees(round.Scope)).Select(round => Planned(round, now)).ToList();
        return await registry.WithWrittenAsync(planned, cancellationToken);
    }

    private static PlannedRound Planned(Round round, DateTimeOffset now)
    {
        var week = NextWeek(now, round.Zone);
        return new(round.Kind, round.Scope.ToString()!, null, week, LetterTimes.DueOf(week, round.Zone), round.Zone.Id, round.To)
        {
            Owed = round.To,
            Refused = round.Refused,
        };
    }

    private static ReportedWeek NextWeek(DateTimeOffset now, TimeZoneInfo zone)
    {
        var last = LetterTimes.LastOver(now, zone);
        return LetterTimes.DueOf(last, zone) > now ? last : last.Next;
    }
}

/// <summary>The next run: how many scopes, how many letters still go, when the first of them goes, and some of the scopes.</summary>
public sealed record LetterPlan(int Scopes, int Letters, DateTimeOffset? First, IReadOnlyList<PlannedRound> Rows);

/// <summary>A letter to come: about what, which week, when by which clock, and who gets it.</summary>
public sealed record PlannedRound(
    EditionKind Kind,
    string Scope,
    string? ScopeName,
    ReportedWeek Week,
    DateTimeOffset DueAt,
    string Zone,
    IReadOnlyList<Addressee> To
)
{
    /// <summary>Those of <see cref="To"/> who have no letter of this week yet.</summary>
    public IReadOnlyList<Addressee> Owed { get; init; } = [];

    /// <summary>Who would get it, and does not want it any more.</summary>
    public IReadOnlyList<Addressee> Refused { get; init; } = [];

    /// <summary>When the edition of this week was composed; null while it was not.</summary>
    public DateTimeOffset? WrittenAt { get; init; }
}
