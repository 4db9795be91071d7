using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
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
        var letters = Matching(registry.LettersOf(scope), filter);
        var rows = await registry.Rows(InOrder(letters, page).Skip(page.Skip).Take(page.Take)).ToListAsync(cancellationToken);
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
            counts[standing] = await Matching(registry.LettersOf(scope), filter with { Standing = standing })
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

    private static IQueryable<Letter> Matching(IQueryable<Letter> letters, LetterFilter filter)
    {
        letters = filter.Standing switch
        {
            LetterStanding.All => letters,
            LetterStanding.Waiting => letters.Where(row =>
                row.State == LetterState.Planned || row.State == LetterState.Sending || row.State == LetterState.Unknown
            ),
            LetterStanding.Delivered => letters.Where(row => row.State == LetterState.Sent || row.State == LetterState.Written),
            LetterStanding.Failed => letters.Where(row => row.State == LetterState.Failed),
            LetterStanding.Held => letters.Where(row => row.State == LetterState.Held),
            LetterStanding.Dropped => letters.Where(row => row.State == LetterState.Dropped),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Standing, null),
        };
        letters = filter.Kind is { } kind ? letters.Where(row => row.Edition!.Kind == kind) : letters;
        letters = filter.Scope is { } scope ? letters.Where(row => row.Edition!.Scope == scope) : letters;
        return WithText(letters, filter.Text);
    }

    private static IQueryable<Letter> InOrder(IQueryable<Letter> letters, PageRequest page) =>
        (page.SortBy, page.Descending) switch
        {
            ("recipient", false) => letters.OrderBy(row => row.Recipient).ThenByDescending(row => row.Edition!.ComposedAt),
            ("recipient", true) => letters
                .OrderByDescending(row => row.Recipient)
                .ThenByDescending(row => row.Edition!.ComposedAt),
            ("composed", false) => letters.OrderBy(row => row.Edition!.ComposedAt).ThenBy(row => row.Id),
            _ => letters.OrderByDescending(row => row.Edition!.ComposedAt).ThenBy(row => row.Recipient).ThenBy(row => row.Copy),
        };

    private static IQueryable<Letter> WithText(IQueryable<Letter> letters, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return letters;
        }

#pragma warning disable CA1304, CA1311, CA1862, MA0011, MA0074 // runs in the database, which knows no culture
        var part = text.Trim().ToLowerInvariant();
        return letters.Where(row => row.Recipient.ToLower().Contains(part) || row.RecipientName.ToLower().Contains(part));
#pragma warning restore CA1304, CA1311, CA1862, MA0011, MA0074
    }
}
