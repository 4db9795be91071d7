using System.CommandLine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Commands;

/// <summary>An option that takes one or more words of a closed list, as objects of <c>--json</c> write them; any other word is refused with the list.</summary>
internal sealed class WordsOption<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Words = Enum.GetValues<T>()
        .ToDictionary(value => value.Kebab(), StringComparer.Ordinal);

    public WordsOption(string name, string description) =>
        Option = new Option<string[]>(name)
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        }.AcceptOnlyFromAmong([.. Words.Keys]);

    public Option<string[]> Option { get; }

    /// <summary>Those that were written; none where the option was not.</summary>
    public IReadOnlyList<T> In(ParseResult parse) => [.. parse.GetRequiredValue(Option).Select(word => Words[word])];
}
