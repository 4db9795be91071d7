using System.Text.Json;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>The least that a key must be allowed, in the words of a role of Elasticsearch; infra/README.md prints the same, and a test holds them together.</summary>
public static class ElasticPrivileges
{
    /// <summary>For <c>index setup</c>, <c>index rebuild</c> and <c>move</c>: the last two make indices, fill them and read what is there.</summary>
    public static string OfUpkeep(string prefix) =>
        $$"""
            {
              "cluster": ["monitor", "manage_index_templates"],
              "indices": [
                { "names": ["{{prefix}}-*"], "privileges": ["manage", "read", "index", "delete"] }
              ]
            }
            """;

    /// <summary>For a worker and the dashboard.</summary>
    public static string OfWork(string prefix) =>
        $$"""
            {
              "cluster": ["monitor"],
              "indices": [
                { "names": ["{{prefix}}-latest*"], "privileges": ["read", "index", "delete", "view_index_metadata", "maintenance"] },
                { "names": ["{{prefix}}-history*"], "privileges": ["read", "index", "delete", "view_index_metadata", "maintenance", "create_index", "delete_index"] }
              ]
            }
            """;

    /// <summary>Asks the server whether the key has them; a server without security refuses nothing.</summary>
    /// <exception cref="FindingIndexUnavailableException">Some are missing, and are named; or the server does not answer.</exception>
    internal static async Task DemandUpkeepAsync(ElasticConnection connection, CancellationToken cancellationToken)
    {
        var asked = OfUpkeep(connection.Options.Prefix).Replace("\"indices\"", "\"index\"", StringComparison.Ordinal);
        var answer = await connection.SendAsync(
            HttpMethod.POST,
            "/_security/user/_has_privileges",
            asked,
            cancellationToken,
            // no such question where security is off
            400,
            404,
            405
        );
        if (answer.Status is not (>= 200 and < 300) || answer.Json.GetProperty("has_all_requested").GetBoolean())
            return;
        var cluster = Missing(answer.Json.GetProperty("cluster"), "the cluster");
        var indices = answer.Json.GetProperty("index").EnumerateObject().SelectMany(index => Missing(index.Value, index.Name));
        throw connection.Faults.Of(403, "", $"it lacks {string.Join(", ", cluster.Concat(indices))}");
    }

    private static IEnumerable<string> Missing(JsonElement privileges, string on) =>
        privileges.EnumerateObject().Where(one => !one.Value.GetBoolean()).Select(one => $"{one.Name} on {on}");
}
