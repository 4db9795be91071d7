using CyberWatch.Infra.Registry;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.QueryDsl;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>Scope and query as a filter. The scope always stands first, so that no path leaves it out.</summary>
internal static class ElasticQuery
{
    private const string Words = "cyberwatch.words";

    public static Query Of(AccessScope scope, FindingQuery query) =>
        new BoolQuery
        {
            Filter =
            [
                Of(scope),
                .. query.Finess is { } finess ? [Term("cyberwatch.establishment.finess", finess)] : (Query[])[],
                .. query.Probe is { } probe ? [Term("cyberwatch.probe", probe)] : (Query[])[],
                .. query.Phrases.Select(Phrase),
            ],
        };

    public static Query Term(string field, string value) => new TermQuery { Field = field, Value = value };

    private static Query Of(AccessScope scope) =>
        scope switch
        {
            AccessScope.WholeSector => new MatchAllQuery(),
            AccessScope.OneRegion { Region: var region } => Term("cyberwatch.establishment.region", region),
            AccessScope.Establishments { Finess: var own } => new TermsQuery
            {
                Field = "cyberwatch.establishment.finess",
                Terms = new TermsQueryField([.. own.Select(FieldValue.String)]),
            },
            _ => new MatchNoneQuery(),
        };

    /// <summary>Tokens in a row, the last one a beginning; of a long vocabulary too every word that begins so.</summary>
    private static Query Phrase(string phrase) =>
        phrase.Contains(' ', StringComparison.Ordinal)
            ? new MatchPhrasePrefixQuery
            {
                Field = Words,
                Query = phrase,
                MaxExpansions = int.MaxValue,
            }
            : new PrefixQuery { Field = Words, Value = phrase };
}
