using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Tests.Infra.Findings.Language;

/// <summary>What a query means, said as plainly as can be and without any index: the yardstick for those that have one.</summary>
internal static class QueryDefinition
{
    public static bool Finds(QueryNode query, IndexedFinding finding) =>
        query switch
        {
            QueryNode.All => true,
            QueryNode.And and => and.Parts.All(part => Finds(part, finding)),
            QueryNode.Or or => or.Parts.Any(part => Finds(part, finding)),
            QueryNode.Not not => !Finds(not.Part, finding),
            QueryNode.Words words => words.Folded.Length > 0 && finding.Folded.Any(text => Occurs(words, text)),
            QueryNode.Is equal => Values(equal.Field, finding).Contains(FiledTerm.Spelled(equal.Value)),
            QueryNode.Begins begins => Values(begins.Field, finding)
                .Any(value => ((string)value).StartsWith(begins.Text, StringComparison.Ordinal)),
            QueryNode.Between between => Values(between.Field, finding).Any(value => Lies(between, (IComparable)value)),
            QueryNode.Exists exists => Values(exists.Field, finding).Any(),
            _ => throw new InvalidOperationException($"no such query: {query}"),
        };

    private static IEnumerable<object> Values(QueryField field, IndexedFinding finding) =>
        finding.Terms.Where(term => term.Field == field).Select(term => term.Value);

    private static bool Occurs(QueryNode.Words words, string text) =>
        $" {text} ".Contains($" {words.Folded}{(words.Prefix ? "" : " ")}", StringComparison.Ordinal);

    private static bool Lies(QueryNode.Between between, IComparable value) =>
        (between.From is not { } from || Compare(value, from) is var low && (low > 0 || (low == 0 && from.Inclusive)))
        && (between.To is not { } to || Compare(value, to) is var high && (high < 0 || (high == 0 && to.Inclusive)));

    private static int Compare(IComparable value, QueryBound bound) =>
        FiledTerm.Spelled(bound.Value) is string text
            ? string.CompareOrdinal((string)value, text)
            : value.CompareTo(FiledTerm.Spelled(bound.Value));
}
