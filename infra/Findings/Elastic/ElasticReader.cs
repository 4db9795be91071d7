using System.Runtime.CompilerServices;
using System.Text.Json;
using CyberWatch.Infra.Registry;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.Search;
using Elastic.Clients.Elasticsearch.QueryDsl;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>Questions to the indices: a page, a count, or everything of one moment in pages of a point in time.</summary>
internal sealed class ElasticReader(ElasticConnection connection)
{
    private const int PageSize = 1_000;
    private static readonly Duration KeepAlive = new(TimeSpan.FromMinutes(2));

    public async Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken)
    {
        var request = new SearchRequest(connection.Names.Latest)
        {
            Query = ElasticQuery.Of(scope, query),
            Size = query.Limit,
            TrackTotalHits = new TrackHits(true),
            SearchAfter = query.After is { } after
                ? [FieldValue.Long(after.Time.ToUnixTimeMilliseconds()), FieldValue.String(after.Key)]
                : null,
            Sort =
            [
                new FieldSort { Field = "@timestamp", Order = SortOrder.Desc },
                new FieldSort { Field = "cyberwatch.key", Order = SortOrder.Asc },
            ],
        };
        var answer = connection.Checked(
            await connection.Client.SearchAsync<JsonElement>(request, cancellationToken),
            cancellationToken
        );
        var next = answer.Hits.LastOrDefault()?.Sort?.ToList() is [var time, var key] ? CursorOf(time, key) : null;
        return new([.. answer.Hits.Select(hit => hit.Source)], (int)answer.Total, next);
    }

    private static FindingCursor? CursorOf(FieldValue time, FieldValue key) =>
        time.TryGetLong(out var milliseconds) && key.TryGetString(out var text)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value), text)
            : null;

    /// <summary>History may have no month yet; <c>latest</c> is never missing.</summary>
    public async Task<int> CountAsync(string alias, Query query, CancellationToken cancellationToken)
    {
        var request = new CountRequest(alias) { Query = query, IgnoreUnavailable = alias == connection.Names.History };
        var answer = connection.Checked(await connection.Client.CountAsync(request, cancellationToken), cancellationToken);
        return (int)answer.Count;
    }

    /// <summary>Every hit as it stood when the first was asked for. An alias that leads nowhere holds nothing.</summary>
    public async IAsyncEnumerable<Hit<JsonElement>> HitsAsync(
        string alias,
        Query query,
        bool withSource,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var opening = new OpenPointInTimeRequest(Indices.Index(alias)) { KeepAlive = KeepAlive, IgnoreUnavailable = true };
        var pit = connection
            .Checked(await connection.Client.OpenPointInTimeAsync(opening, cancellationToken), cancellationToken)
            .Id;
        try
        {
            ICollection<FieldValue>? after = null;
            while (true)
            {
                var page = await PageAsync(pit, query, withSource, after, cancellationToken);
                foreach (var hit in page.Hits)
                    yield return hit;
                if (page.Hits.Count < PageSize)
                    yield break;
                (pit, after) = (page.PitId ?? pit, [.. page.Hits.Last().Sort!]);
            }
        }
        finally
        {
            // a point in time holds on to files; it would end by itself, later. The reader may be cancelled already
            await connection.Client.ClosePointInTimeAsync(new ClosePointInTimeRequest { Id = pit }, CancellationToken.None);
        }
    }

    private async Task<SearchResponse<JsonElement>> PageAsync(
        string pit,
        Query query,
        bool withSource,
        ICollection<FieldValue>? after,
        CancellationToken cancellationToken
    )
    {
        var request = new SearchRequest
        {
            Pit = new PointInTimeReference { Id = pit, KeepAlive = KeepAlive },
            Query = query,
            Size = PageSize,
            Source = new SourceConfig(withSource),
            Version = true,
            Sort = [new FieldSort { Field = "_shard_doc", Order = SortOrder.Asc }],
            SearchAfter = after,
            TrackTotalHits = new TrackHits(false),
        };
        return connection.Checked(
            await connection.Client.SearchAsync<JsonElement>(request, cancellationToken),
            cancellationToken
        );
    }
}
