using System.Globalization;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.QueryDsl;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>Scope and query as a filter. The scope always stands first, so that no path leaves it out.</summary>
internal static class ElasticQuery
{
    private const string Words = "cyberwatch.words";

    public static Query Of(AccessScope scope, FindingQuery query) => new BoolQuery { Filter = [Of(scope), Of(query.Where)] };

    public static Query Term(string field, string value) => new TermQuery { Field = field, Value = value };

    private static Query Of(AccessScope scope) =>
        scope switch
        {
            AccessScope.WholeSector => new MatchAllQuery(),
            AccessScope.Establishments { Finess: var own } => new TermsQuery
            {
                Field = QueryFields.Finess.Path,
                Terms = new TermsQueryField([.. own.Select(FieldValue.String)]),
            },
            _ => new MatchNoneQuery(),
        };

    private static Query Of(QueryNode node) =>
        node switch
        {
            QueryNode.All => new MatchAllQuery(),
            QueryNode.And and => new BoolQuery { Filter = [.. and.Parts.Select(Of)] },
            QueryNode.Or or => new BoolQuery { Should = [.. or.Parts.Select(Of)], MinimumShouldMatch = 1 },
            QueryNode.Not not => new BoolQuery { MustNot = [Of(not.Part)] },
            QueryNode.Words words => Of(words),
            QueryNode.Is { Value: QueryValue.Instant instant } equal => Range(
                equal.Field,
                new(instant, true),
                new(instant, true)
            ),
            QueryNode.Is { Value: QueryValue.Number number } equal => new TermQuery
            {
                Field = equal.Field.Path,
                Value = number.Value,
            },
            QueryNode.Is equal => Term(equal.Field.Path, Spelled(equal.Value)),
            QueryNode.Begins begins => new PrefixQuery { Field = begins.Field.Path, Value = begins.Text },
            QueryNode.Between between => Range(between.Field, between.From, between.To),
            QueryNode.Exists exists => new ExistsQuery { Field = exists.Field.Path },
            _ => throw new InvalidOperationException($"no such query: {node}"),
        };

    /// <summary>Bounds as text, which every kind of field reads; an instant has all its parts, so that none is rounded.</summary>
    private static TermRangeQuery Range(QueryField field, QueryBound? from, QueryBound? to) =>
        new()
        {
            Field = field.Path,
            Gte = from is { Inclusive: true } ? Spelled(from.Value) : null,
            Gt = from is { Inclusive: false } ? Spelled(from.Value) : null,
            Lte = to is { Inclusive: true } ? Spelled(to.Value) : null,
            Lt = to is { Inclusive: false } ? Spelled(to.Value) : null,
        };

    private static string Spelled(QueryValue value) =>
        value switch
        {
            QueryValue.Text text => text.Value,
            QueryValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
            QueryValue.Instant instant => instant.At.UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ss.fffZ",
                CultureInfo.InvariantCulture
            ),
            _ => value.ToString()!,
        };

    /// <summary>Tokens in a row, the last one perhaps a beginning; of a long vocabulary too every word that begins so.</summary>
    private static Query Of(QueryNode.Words words) =>
        (words.Folded, words.Prefix) switch
        {
            ("", _) => new MatchNoneQuery(),
            (var phrase, true) when phrase.Contains(' ', StringComparison.Ordinal) => new MatchPhrasePrefixQuery
            {
                Field = Words,
                Query = phrase,
                MaxExpansions = int.MaxValue,
            },
            (var phrase, true) => new PrefixQuery { Field = Words, Value = phrase },
            (var phrase, false) when phrase.Contains(' ', StringComparison.Ordinal) => new MatchPhraseQuery
            {
                Field = Words,
                Query = phrase,
            },
            (var phrase, false) => Term(Words, phrase),
        };
}
