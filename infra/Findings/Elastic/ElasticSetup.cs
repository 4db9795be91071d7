using CyberWatch.Rules.Model;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// Makes templates, the first <c>latest</c> and its alias, and brings what exists to this program's mapping. Run again it changes
/// nothing. Needs a larger key than a worker.
/// </summary>
public sealed class ElasticSetup
{
    private readonly ElasticConnection _connection;

    internal ElasticSetup(ElasticConnection connection) => _connection = connection;

    private IndexNames Names => _connection.Names;

    /// <summary>One sentence for each thing that is now as it must be.</summary>
    /// <exception cref="FindingIndexUnavailableException">The server refused, with the remedy.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await ElasticReadiness.CheckServerAsync(_connection, cancellationToken);
        foreach (var (path, body) in IndexTemplates.Of(Names))
            await _connection.SendAsync(HttpMethod.PUT, path, body, cancellationToken);
        var made = await EnsureLatestAsync(cancellationToken);
        var brought = await BringMappingAsync(cancellationToken);
        await new ElasticReadiness(_connection).EnsureAsync(cancellationToken);
        return
        [
            $"Templates {Names.Mapping}, {Names.Latest} and {Names.History}: version {IndexTemplates.MappingVersion}.",
            made ? $"{Names.FirstLatest} made, alias {Names.Latest}." : $"{Names.Latest} was there.",
            $"{brought} {Plural.English(brought, "index holds", "indices hold")} mapping version {IndexTemplates.MappingVersion}.",
        ];
    }

    private async Task<bool> EnsureLatestAsync(CancellationToken cancellationToken)
    {
        var there = await _connection.SendAsync(HttpMethod.HEAD, $"/{Names.Latest}", null, cancellationToken, 404);
        if (there.Status != 404)
            return false;
        var body = $$"""{ "aliases": { "{{Names.Latest}}": { "is_write_index": true } } }""";
        if (await _connection.MakeIndexAsync(Names.FirstLatest, body, cancellationToken))
            return true;
        // it lost its alias, or somebody else makes both just now
        var alias =
            $$"""{ "actions": [{ "add": { "index": "{{Names.FirstLatest}}", "alias": "{{Names.Latest}}", "is_write_index": true } }] }""";
        await _connection.SendAsync(HttpMethod.POST, "/_aliases", alias, cancellationToken);
        return false;
    }

    private async Task<int> BringMappingAsync(CancellationToken cancellationToken)
    {
        var path = $"/{Names.Latest},{Names.History}/_mapping?ignore_unavailable=true";
        var answer = await _connection.SendAsync(HttpMethod.GET, path, null, cancellationToken);
        var count = 0;
        foreach (var index in answer.Json.EnumerateObject())
        {
            count++;
            var version = IndexTemplates.VersionOf(index.Value);
            if (version >= IndexTemplates.MappingVersion || index.NameEquals(Names.Latest))
                continue;
            var put = await _connection.SendAsync(
                HttpMethod.PUT,
                $"/{index.Name}/_mapping",
                IndexTemplates.Mapping(),
                cancellationToken,
                400
            );
            if (put.Status == 400)
            {
                throw _connection.Faults.NotAsSetUp(
                    $"the mapping of {index.Name} cannot be changed where it is: {ElasticAnswer.ErrorOf(put.Body).Reason}. Move what it holds into an index made anew."
                );
            }
        }
        return count;
    }
}
