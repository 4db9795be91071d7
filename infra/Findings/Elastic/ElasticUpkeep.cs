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
        var alias = layer == IndexLayer.History ? Names.History : Names.Latest;
        await foreach (var hit in _reader.HitsAsync(alias, new MatchAllQuery(), withSource: true, cancellationToken))
            yield return new(hit.Version ?? 0, FindingDocument.KeyOf(hit.Source), hit.Source.GetRawText());
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

/// <summary>An index beside the one that the alias leads to.</summary>
internal sealed class ElasticLatestDraft(
    ElasticConnection connection,
    ElasticWriter writer,
    string name,
    IReadOnlyList<string> before
) : ILatestDraft
{
    private bool _swapped;

    public required string Identity { get; init; }

    public async Task WriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken)
    {
        var said = await writer.WriteAsync(batch, new BulkAim.One(name, IsAlias: false), cancellationToken);
        if (said.OfType<IndexOutcome.Busy>().FirstOrDefault() is { } busy)
            throw new FindingIndexUnavailableException($"The index did not take everything: {busy.Reason}. Run it again.");
    }

    public async Task SwapAsync(CancellationToken cancellationToken)
    {
        await connection.SendAsync(HttpMethod.POST, $"/{name}/_refresh", null, cancellationToken);
        var alias = connection.Names.Latest;
        var actions = before
            .Select(old => $$"""{ "remove": { "index": "{{old}}", "alias": "{{alias}}" } }""")
            .Append($$"""{ "add": { "index": "{{name}}", "alias": "{{alias}}", "is_write_index": true } }""");
        var body = $$"""{ "actions": [{{string.Join(',', actions)}}] }""";
        await connection.SendAsync(HttpMethod.POST, "/_aliases", body, cancellationToken);
        _swapped = true;
        foreach (var old in before)
            await connection.SendAsync(HttpMethod.DELETE, $"/{old}", null, cancellationToken, 404);
    }

    public async ValueTask DisposeAsync()
    {
        if (_swapped)
            return;
        try
        {
            await connection.SendAsync(HttpMethod.DELETE, $"/{name}", null, CancellationToken.None, 404);
        }
        catch (FindingIndexUnavailableException)
        {
            // the next one that is begun takes it away
        }
    }
}
