using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads letters for people: what was sent to whom, and what became of it.</summary>
public sealed class LetterQueries(IDbContextFactory<RegistryContext> registries)
{
    public async Task<Page<LetterRow>> ListAsync(
        AccessScope scope,
        LetterFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var letters = registry.LettersOf(scope).Matching(filter);
        var rows = await registry.Rows(letters.InOrder(page).Skip(page.Skip).Take(page.Take)).ToListAsync(cancellationToken);
        return new Page<LetterRow>(rows, await letters.CountAsync(cancellationToken));
    }

    /// <summary>How many the list would show for each standing, the rest of the filter unchanged.</summary>
    public async Task<IReadOnlyDictionary<LetterStanding, int>> CountsAsync(
        AccessScope scope,
        LetterFilter filter,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var counts = new Dictionary<LetterStanding, int>();
        foreach (var standing in Enum.GetValues<LetterStanding>())
        {
            counts[standing] = await registry
                .LettersOf(scope)
                .Matching(filter with { Standing = standing })
                .CountAsync(cancellationToken);
        }

        return counts;
    }

    /// <summary>One letter, or null: the same for one that does not exist and for one outside the scope.</summary>
    public async Task<LetterDetail?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var letter = await registry
            .LettersOf(scope)
            .AsNoTracking()
            .Include(row => row.Edition)
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (letter is null || !await SeesAllOfAsync(registry, scope, letter.Edition!, cancellationToken))
        {
            return null;
        }

        var edition = letter.Edition!;
        var copies = registry.Letters.Where(row => row.EditionId == edition.Id && row.Recipient == letter.Recipient);
        var rows = await registry.Rows(copies.OrderBy(row => row.Copy)).ToListAsync(cancellationToken);
        return new LetterDetail(
            letter,
            edition,
            rows[0].ScopeName,
            await RefusedAsync(registry, letter, cancellationToken),
            rows
        );
    }

    /// <summary>The edition of one week about one scope as it is kept; null where none is, and outside the scope.</summary>
    public async Task<Edition?> EditionAsync(
        AccessScope scope,
        EditionKind kind,
        string about,
        ReportedWeek week,
        CancellationToken cancellationToken
    )
    {
        var period = week.ToString();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var edition = await registry
            .EditionsOf(scope)
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Kind == kind && row.Scope == about && row.Period == period, cancellationToken);
        return edition is not null && await SeesAllOfAsync(registry, scope, edition, cancellationToken) ? edition : null;
    }

    /// <summary>A group may have lost sites since: what an edition told of them stays closed to who may not see them.</summary>
    private static async Task<bool> SeesAllOfAsync(
        RegistryContext registry,
        AccessScope scope,
        Edition edition,
        CancellationToken cancellationToken
    )
    {
        if (scope is AccessScope.WholeSector || LetterScope.Parse(edition.Scope) is not LetterScope.OfGroup)
        {
            return true;
        }

        var told = EditionJson.ReadTechnical(edition.Content).Sites.Select(site => site.Finess).Distinct().ToList();
        return await registry.EstablishmentsOf(scope).CountAsync(row => told.Contains(row.Finess), cancellationToken)
            == told.Count;
    }

    private static Task<bool> RefusedAsync(RegistryContext registry, Letter letter, CancellationToken cancellationToken) =>
        registry.MailRefusals.AnyAsync(
            row => row.Recipient == letter.Recipient && row.Kind == letter.Edition!.Kind && row.Scope == letter.Edition.Scope,
            cancellationToken
        );
}
