using System.Text.Json;
using CyberWatch.Infra.Findings.Language;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Aggregations;
using Elastic.Clients.Elasticsearch.Core.Search;
using Elastic.Clients.Elasticsearch.QueryDsl;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>Facets with the oldest and the newest in one request, then the numbers between bounds that were reckoned here.</summary>
internal sealed class ElasticSummary(ElasticConnection connection)
{
    private const string Oldest = "oldest";
    private const string Newest = "newest";
    private const string Times = "times";

    public async Task<FindingSummary> AskAsync(Query query, SummaryRequest request, CancellationToken cancellationToken)
    {
        var timestamp = QueryFields.Timestamp.Path;
        var asked = request.Facets.ToDictionary(
            field => field.Path,
            field =>
                (Aggregation)
                    new TermsAggregation
                    {
                        Field = field.Path,
                        Size = request.Most,
                        ShowTermDocCountError = true,
                    }
        );
        asked[Oldest] = new MinAggregation { Field = timestamp };
        asked[Newest] = new MaxAggregation { Field = timestamp };
        var found = await AggregateAsync(query, asked, cancellationToken);
        var facets = request.Facets.Select(field => FacetOf(field, found)).ToList();
        return found.GetMin(Oldest)?.Value is { } oldest && found.GetMax(Newest)?.Value is { } newest
            ? new(facets, await TimesAsync(query, At(oldest), At(newest), request.Zone, cancellationToken))
            : new(facets, TimeHistogram.Empty);
    }

    private async Task<TimeHistogram> TimesAsync(
        Query query,
        DateTimeOffset oldest,
        DateTimeOffset newest,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        var (unit, bounds) = TimeBuckets.Of(oldest, newest, zone);
        var found = await AggregateAsync(query, new() { [Times] = Between(bounds) }, cancellationToken);
        // the server gives them in the order of their beginnings
        return new(unit, [.. found.GetRange(Times)!.Buckets.Select((bucket, i) => BucketOf(bucket, bounds[i], bounds[i + 1]))]);
    }

    /// <summary>All of them in one pass over what was found; a filter for each would be a pass for each.</summary>
    private static Aggregation Between(IReadOnlyList<DateTimeOffset> bounds) =>
        new()
        {
            Range = new RangeAggregation
            {
                Field = QueryFields.Timestamp.Path,
                Ranges = [.. bounds.Zip(bounds.Skip(1), RangeOf)],
            },
            Aggregations = new Dictionary<string, Aggregation>
            {
                [OutcomeWord.Answered] = ElasticQuery.Term(QueryFields.Outcome.Path, OutcomeWord.Answered),
            },
        };

    private static AggregationRange RangeOf(DateTimeOffset from, DateTimeOffset to) =>
        new() { From = from.ToUnixTimeMilliseconds(), To = to.ToUnixTimeMilliseconds() };

    private static TimeBucket BucketOf(RangeBucket all, DateTimeOffset from, DateTimeOffset to)
    {
        var answered = (int)(all.Aggregations?.GetFilter(OutcomeWord.Answered)?.DocCount ?? 0);
        return new(from, to, answered, (int)all.DocCount - answered);
    }

    private static Facet FacetOf(QueryField field, AggregateDictionary found) =>
        found[field.Path] switch
        {
            StringTermsAggregate terms => new(
                field,
                [
                    .. terms.Buckets.Select(bucket => new FacetValue(
                        new QueryValue.Text(bucket.Key.ToString()),
                        (int)bucket.DocCount
                    )),
                ],
                (int)(terms.SumOtherDocCount ?? 0),
                terms.DocCountErrorUpperBound is null or 0
            ),
            LongTermsAggregate terms => new(
                field,
                [.. terms.Buckets.Select(bucket => new FacetValue(new QueryValue.Number((int)bucket.Key), (int)bucket.DocCount))],
                (int)(terms.SumOtherDocCount ?? 0),
                terms.DocCountErrorUpperBound is null or 0
            ),
            // no document has such a field
            _ => new(field, [], 0, IsExact: true),
        };

    private async Task<AggregateDictionary> AggregateAsync(
        Query query,
        Dictionary<string, Aggregation> asked,
        CancellationToken cancellationToken
    )
    {
        var request = new SearchRequest(connection.Names.Latest)
        {
            Query = query,
            Size = 0,
            TrackTotalHits = new TrackHits(false),
            Aggregations = asked,
        };
        var answer = connection.Checked(
            await connection.Client.SearchAsync<JsonElement>(request, cancellationToken),
            cancellationToken
        );
        return answer.Aggregations ?? new AggregateDictionary(new Dictionary<string, IAggregate>());
    }

    private static DateTimeOffset At(double milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
}
