using System.Buffers;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>Signs that other languages give a meaning to, and ours does not: refused outside quotes, never silently read as letters.</summary>
internal static class BareFaults
{
    private static readonly SearchValues<char> Strange = SearchValues.Create("?\\[]{}");

    public static (int At, LocalizedText Message)? OfWord(string word) =>
        word switch
        {
            ['[' or '{' or '<' or '>', ..] => (0, QueryFaults.RangeNeedsField),
            "&&" or "||" or "!" => (0, QueryFaults.Operator(word)),
            ['+' or '-' or '!', not ' ', ..] => (0, QueryFaults.Negation(word[0])),
            _ => OfValue(word),
        };

    public static (int At, LocalizedText Message)? OfValue(string word)
    {
        var strange = word.AsSpan().IndexOfAny(Strange);
        if (strange >= 0)
            return (strange, QueryFaults.Quote(word[strange]));
        var star = word.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0 && star < word.Length - 1)
            return (star, QueryFaults.Wildcard);
        if (word.Length > 1 && word[0] == '/' && word[^1] == '/')
            return (0, QueryFaults.NoRegularExpression);
        // fuzziness and weight: word~2, word^3
        var weight = word.LastIndexOfAny(['~', '^']);
        return weight >= 0 && word.AsSpan(weight + 1).IndexOfAnyExceptInRange('.', '9') < 0
            ? (weight, QueryFaults.Quote(word[weight]))
            : null;
    }
}
