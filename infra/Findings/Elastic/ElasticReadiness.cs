using CyberWatch.Rules.Model;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// Whether the server is one that we know, set up with our mapping. Looked at before the first use and again after each failure, so that
/// nothing is ever written into an index that was made by guessing.
/// </summary>
internal sealed class ElasticReadiness(ElasticConnection connection)
{
    private const int ServerVersion = 9;
    private volatile bool _ready;

    /// <exception cref="FindingIndexUnavailableException">It is not, with the remedy.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_ready)
            return;
        await CheckServerAsync(connection, cancellationToken);
        await CheckMappingAsync(connection.Names.Latest, cancellationToken);
        _ready = true;
    }

    /// <summary>After a failure nothing is taken for granted.</summary>
    public void Doubt() => _ready = false;

    public static async Task CheckServerAsync(ElasticConnection connection, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(HttpMethod.GET, "/", null, cancellationToken);
        var number = answer.Json.TryGetProperty("version", out var version) ? ElasticAnswer.Text(version, "number") : "";
        if (!number.StartsWith($"{ServerVersion}.", StringComparison.Ordinal))
        {
            throw connection.Faults.NotAsSetUp(
                $"it says version '{number}', and this program speaks to Elasticsearch {ServerVersion}. Correct Findings:Elastic:Addresses or upgrade the server.",
                IndexTrouble.OtherServer
            );
        }
    }

    /// <summary>The server's <c>cluster_uuid</c> and the id of the index behind <c>latest</c>: a server begun anew has neither.</summary>
    public Task<string> IdentityAsync(CancellationToken cancellationToken) =>
        IdentityAsync(connection.Names.Latest, cancellationToken);

    /// <summary>The same, were it this index that stood behind <c>latest</c>.</summary>
    public async Task<string> IdentityAsync(string latest, CancellationToken cancellationToken)
    {
        var server = await connection.SendAsync(HttpMethod.GET, "/", null, cancellationToken);
        var path = $"/{latest}/_settings/index.uuid?flat_settings=true";
        var settings = await connection.SendAsync(HttpMethod.GET, path, null, cancellationToken);
        var ids = settings
            .Json.EnumerateObject()
            .Select(index => ElasticAnswer.Text(index.Value.GetProperty("settings"), "index.uuid"));
        return string.Join('/', [ElasticAnswer.Text(server.Json, "cluster_uuid"), .. ids]);
    }

    /// <summary>Null when the server is ready and takes documents; otherwise why not.</summary>
    public async Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            Doubt();
            await EnsureAsync(cancellationToken);
            await CheckBlocksAsync(cancellationToken);
            return null;
        }
        catch (FindingIndexUnavailableException e)
        {
            return e.Why;
        }
    }

    /// <exception cref="FindingIndexUnavailableException">The indices behind this name have another mapping than this program's.</exception>
    public async Task CheckMappingAsync(string name, CancellationToken cancellationToken)
    {
        var latest = connection.Names.Latest;
        var answer = await connection.SendAsync(HttpMethod.GET, $"/{name}/_mapping", null, cancellationToken);
        foreach (var index in answer.Json.EnumerateObject())
        {
            if (index.NameEquals(latest))
            {
                throw connection.Faults.NotAsSetUp(
                    $"{latest} is an index with a guessed mapping, where an alias is needed. Delete it. {ElasticFaults.Setup} Then 'index rebuild' fills it."
                );
            }
            var version = IndexTemplates.VersionOf(index.Value);
            // a newer one only adds: workers of both versions run beside each other during an upgrade
            if (version < IndexTemplates.MappingVersion)
            {
                throw connection.Faults.NotAsSetUp(
                    $"the mapping of {index.Name} is version {version}, and this program needs {IndexTemplates.MappingVersion}. {ElasticFaults.Setup}"
                );
            }
        }
    }

    private async Task CheckBlocksAsync(CancellationToken cancellationToken)
    {
        var path = $"/{connection.Names.Latest}/_settings/index.blocks.*?flat_settings=true";
        var answer = await connection.SendAsync(HttpMethod.GET, path, null, cancellationToken);
        var blocks = answer
            .Json.EnumerateObject()
            .SelectMany(index => index.Value.GetProperty("settings").EnumerateObject())
            .Where(setting => setting.Value.GetString() == "true" && setting.Name != "index.blocks.metadata")
            .Select(setting => setting.Name)
            .Distinct()
            .ToList();
        if (blocks.Count > 0)
        {
            throw connection.Faults.Of(
                403,
                "cluster_block_exception",
                $"{string.Join(", ", blocks)} is set on {connection.Names.Latest}"
            );
        }
    }
}
