using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Narrows and orders letters. Text is compared without regard to case; nothing in it is a pattern.</summary>
internal static class LetterFiltering
{
    public static IQueryable<Letter> Matching(this IQueryable<Letter> letters, LetterFilter filter)
    {
        letters = filter.Standing switch
        {
            LetterStanding.All => letters,
            LetterStanding.Waiting => letters.Where(row =>
                row.State == LetterState.Planned || row.State == LetterState.Sending || row.State == LetterState.Unknown
            ),
            LetterStanding.Delivered => letters.Where(row => row.State == LetterState.Sent),
            LetterStanding.Written => letters.Where(row => row.State == LetterState.Written),
            LetterStanding.Failed => letters.Where(row => row.State == LetterState.Failed),
            LetterStanding.Held => letters.Where(row => row.State == LetterState.Held),
            LetterStanding.Dropped => letters.Where(row => row.State == LetterState.Dropped),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Standing, null),
        };
        letters = filter.Kind is { } kind ? letters.Where(row => row.Edition!.Kind == kind) : letters;
        letters = filter.Scope is { } scope ? letters.Where(row => row.Edition!.Scope == scope) : letters;
        return letters.WithText(filter.Text);
    }

    /// <summary>By the moment that the list shows: when it was handed over or written, else when it is to go.</summary>
    public static IQueryable<Letter> InOrder(this IQueryable<Letter> letters, PageRequest page) =>
        (page.SortBy, page.Descending) switch
        {
            ("recipient", false) => letters.OrderBy(row => row.Recipient).ThenByDescending(row => row.SentAt ?? row.DueAt),
            ("recipient", true) => letters
                .OrderByDescending(row => row.Recipient)
                .ThenByDescending(row => row.SentAt ?? row.DueAt),
            ("when", false) => letters.OrderBy(row => row.SentAt ?? row.DueAt).ThenBy(row => row.Id),
            _ => letters.OrderByDescending(row => row.SentAt ?? row.DueAt).ThenBy(row => row.Recipient).ThenBy(row => row.Copy),
        };

    private static IQueryable<Letter> WithText(this IQueryable<Letter> letters, string? text)
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
