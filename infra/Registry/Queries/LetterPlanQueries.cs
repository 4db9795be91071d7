using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What the next Monday brings, and to whom. A letter to come is seen by who may see the letter itself.</summary>
public sealed class LetterPlanQueries(IDbContextFactory<RegistryContext> registries, LetterRoll roll, TimeProvider clock)
{
    /// <summary>The next run within the scope; of its letters one page, the first to go first.</summary>
    public async Task<LetterPlan> FindAsync(AccessScope scope, PageRequest page, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var rounds = await RoundsAsync(registry, scope, cancellationToken);
        var shown = rounds
            .OrderBy(round => round.DueAt)
            .ThenByDescending(round => round.Kind)
            .ThenBy(round => round.Scope, StringComparer.Ordinal);
        List<PlannedRound> rows = [];
        foreach (var round in shown.Skip(page.Skip).Take(page.Take))
        {
            rows.Add(round with { ScopeName = await registry.NameOfAsync(round.Scope, cancellationToken) });
        }

        return new LetterPlan(
            rounds.Count,
            rounds.Sum(round => round.To.Count),
            rounds.Count == 0 ? null : rounds.Min(round => round.DueAt),
            rows
        );
    }

    /// <summary>The letter to come about one scope, as <see cref="Edition.Scope"/> writes it; null outside the reader's own, and where nobody gets one.</summary>
    public async Task<PlannedRound?> FindAsync(AccessScope scope, string about, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var found = (await RoundsAsync(registry, scope, cancellationToken)).FirstOrDefault(round => round.Scope == about);
        return found is null ? null : found with { ScopeName = await registry.NameOfAsync(about, cancellationToken) };
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
        var rounds = await roll.OfWeekAsync(NextWeek(now, TimeZoneInfo.FindSystemTimeZoneById(LetterTimes.OfficialZone)), cancellationToken);
        return [.. rounds.Where(round => sight.Sees(round.Scope)).Select(round => Planned(round, now))];
    }

    private static PlannedRound Planned(Round round, DateTimeOffset now)
    {
        var week = NextWeek(now, round.Zone);
        return new(round.Kind, round.Scope.ToString()!, null, week, LetterTimes.DueOf(week, round.Zone), round.Zone.Id, round.To);
    }

    private static ReportedWeek NextWeek(DateTimeOffset now, TimeZoneInfo zone)
    {
        var last = LetterTimes.LastOver(now, zone);
        return LetterTimes.DueOf(last, zone) > now ? last : last.Next;
    }
}

/// <summary>The next run: how many scopes and letters, when the first goes, and some of them.</summary>
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
);
