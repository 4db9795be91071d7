using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Discovery;

/// <summary>
/// Tries the usual words of the field below a domain, then the usual variants of those that were there. A name that only the wildcard explains
/// is no name.
/// </summary>
internal sealed class WordSearch(NameBook book, NameSearch search, IResolver resolver)
{
    private const int MostUnanswered = 30;

    private static readonly string[] Endings =
    [
        "-test",
        "-tst",
        "-preprod",
        "-pprd",
        "-recette",
        "-rec",
        "-dev",
        "-int",
        "-qual",
        "-formation",
        "-old",
        "-new",
        "-ext",
        "-bis",
        "-v2",
        "1",
        "2",
        "3",
        "01",
        "02",
        "-1",
        "-2",
    ];

    /// <summary>Words without an answer, and those that were not asked any more.</summary>
    private int _unanswered;

    /// <summary>Committed beside this file, a word a line.</summary>
    public static IReadOnlyList<string> Words { get; } = ReadWords();

    public async Task GuessAsync(string domain, CancellationToken cancellationToken)
    {
        if (!book.Covers(domain))
            return;

        if (book.WhyMute(domain) is { } mute)
        {
            book.Unanswered(new Remark.WordsNotTried(domain, mute));
            return;
        }

        var wildcard = await search.WildcardAsync(domain, cancellationToken);
        if (wildcard is WildcardAnswer.Seen)
            book.Wildcard(domain);

        if (WhyUseless(wildcard) is { } why)
        {
            book.Unanswered(new Remark.WordsNotTried(domain, why));
            return;
        }

        await TryAsync(Words.Select(word => $"{word}.{domain}"), wildcard, cancellationToken);
        await search.ResolveAsync(cancellationToken);
        await TryAsync(Variants(domain), wildcard, cancellationToken);
        if (_unanswered > 0)
            book.Unanswered(new Remark.WordsUnanswered(domain, _unanswered));
    }

    private static string? WhyUseless(WildcardAnswer wildcard) =>
        wildcard switch
        {
            WildcardAnswer.Unknown { Word: var word } => word,
            WildcardAnswer.Seen { Settled: false } => "any-name-answered",
            _ => null,
        };

    private async Task TryAsync(IEnumerable<string> names, WildcardAnswer wildcard, CancellationToken cancellationToken)
    {
        var fresh = names.Where(name => book.Covers(name) && !book.IsKnown(name)).Distinct().ToList();
        book.WillAsk(fresh.Count);
        await search.ForEachAsync(fresh, (name, stop) => TryAsync(name, wildcard, stop), cancellationToken);
    }

    private async Task TryAsync(string name, WildcardAnswer wildcard, CancellationToken cancellationToken)
    {
        // a resolver or a zone that no longer answers would cost minutes for nothing
        if (Volatile.Read(ref _unanswered) >= MostUnanswered)
        {
            Interlocked.Increment(ref _unanswered);
            book.Asked();
            return;
        }

        var first = await resolver.LookUpAsync(name, RecordType.A, cancellationToken);
        book.Asked();
        if (first is Lookup.Unknown)
            Interlocked.Increment(ref _unanswered);

        if (first is Lookup.Unknown or Lookup.Absent { Denied: true, Aliases.Count: 0 })
            return;

        var answer = await NameAnswer.AskAsync(resolver, name, cancellationToken);
        if (answer.IsPositive && !wildcard.Explains(answer))
            book.Guessed(answer);
    }

    private IEnumerable<string> Variants(string domain) =>
        from name in book.FoundBelow(domain)
        let label = name[..^(domain.Length + 1)]
        where !label.Contains('.')
        from ending in Endings
        where label.Length + ending.Length <= 63
        select $"{label}{ending}.{domain}";

    private static List<string> ReadWords()
    {
        using var stream = typeof(WordSearch).Assembly.GetManifestResourceStream("CyberWatch.Scanner.Discovery.words.txt")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] != '#'),
        ];
    }
}
