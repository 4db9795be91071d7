using System.Globalization;
using System.Runtime.CompilerServices;
using Elastic.Clients.Elasticsearch.QueryDsl;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>The server's indices kept right. Needs the key of the setup, which may make and delete indices.</summary>
internal sealed class ElasticUpkeep(ElasticConnection connection, TimeProvider clock) : IIndexUpkeep
{
    private readonly ElasticReadiness _readiness = new(connection);
    private readonly ElasticReader _reader = new(connection);

    private IndexNames Names => connection.Names;

    public async IAsyncEnumerable<IndexDocument> ReadAsync(
        IndexLayer layer,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await _readiness.EnsureAsync(cancellationToken);
        await foreach (var hit in _reader.HitsAsync(AliasOf(layer), new MatchAllQuery(), withSource: true, cancellationToken))
            yield return new(hit.Version ?? 0, FindingKey.Of(hit.Source).ToString(), hit.Source.GetRawText());
    }

    /// <summary>How many documents of one layer a reader would find by now.</summary>
    /// <exception cref="FindingIndexUnavailableException">It cannot be read.</exception>
    public Task<int> CountAsync(IndexLayer layer, CancellationToken cancellationToken) =>
        _reader.CountAsync(AliasOf(layer), new MatchAllQuery(), cancellationToken);

    /// <summary>What is gone stays so for a minute, by the trace that the server keeps of a deletion.</summary>
    public async Task RewriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken)
    {
        var writer = new ElasticWriter(connection, clock);
        var said = await writer.WriteAsync(batch, new BulkAim.One(Names.Latest, IsAlias: true), cancellationToken);
        said.DemandTaken();
    }

    public async Task<ILatestDraft> BeginLatestAsync(CancellationToken cancellationToken)
    {
        await _readiness.EnsureAsync(cancellationToken);
        var read = (await IndicesAsync($"{Names.Latest}", cancellationToken)).ToHashSet();
        var all = await IndicesAsync($"{Names.Latest}-v*", cancellationToken);
        // one that was left in the middle; nobody reads it
        foreach (var left in all.Where(name => !read.Contains(name)))
            await connection.SendAsync(HttpMethod.DELETE, $"/{left}", null, cancellationToken, 404);
        var name = Names.LatestOf(all.Max(Number) + 1);
        await connection.MakeIndexAsync(name, null, cancellationToken);
        await _readiness.CheckMappingAsync(name, cancellationToken);
        var identity = await _readiness.IdentityAsync(name, cancellationToken);
        return new ElasticLatestDraft(connection, new ElasticWriter(connection, clock), name, [.. read]) { Identity = identity };
    }

    private string AliasOf(IndexLayer layer) => layer == IndexLayer.History ? Names.History : Names.Latest;

    private async Task<IReadOnlyList<string>> IndicesAsync(string pattern, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(HttpMethod.GET, $"/{pattern}/_alias", null, cancellationToken);
        return [.. answer.Json.EnumerateObject().Select(index => index.Name)];
    }

    private int Number(string name) =>
        int.TryParse(name.AsSpan($"{Names.Latest}-v".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
