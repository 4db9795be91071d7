namespace CyberWatch.Infra.Findings.Language;

/// <summary>Operators as people write them who expect another language. As words they go in quotes.</summary>
internal static class OperatorWords
{
    private static readonly (string Word, string Ours)[] Between =
    [
        ("and", "AND"),
        ("et", "AND"),
        ("or", "OR"),
        ("ou", "OR"),
        .. Before,
    ];

    private static (string Word, string Ours)[] Before => [("not", "NOT"), ("non", "NOT"), ("sauf", "NOT")];

    /// <summary>What it is in our language, where a term went before; null: it is a word.</summary>
    public static string? AfterTerm(string word) => Ours(Between, word);

    /// <summary>The same where a term begins.</summary>
    public static string? BeforeTerm(string word) => Ours(Before, word);

    private static string? Ours((string Word, string Ours)[] all, string word) =>
        all.FirstOrDefault(one => one.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Ours;
}
