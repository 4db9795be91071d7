using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

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
        said.DemandTaken();
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
