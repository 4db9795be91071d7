using System.Text.Json.Nodes;

namespace CyberWatch.Infra.Findings;

/// <summary>Facts that have a name of their own in the Elastic Common Schema, by probe.</summary>
internal static class EcsFields
{
    private static readonly Dictionary<string, (string Path, string Fact)[]> All = new()
    {
        ["service"] =
        [
            ("service.name", "service"),
            ("service.product", "product"),
            ("service.version", "version"),
            ("service.cpe", "cpe"),
        ],
        ["tls"] =
        [
            ("tls.server.subject", "subject"),
            ("tls.server.issuer", "issuer"),
            ("tls.server.not_before", "not_before"),
            ("tls.server.not_after", "not_after"),
            ("tls.server.hash.sha256", "sha256"),
            ("tls.server.x509.serial_number", "serial"),
            ("tls.server.x509.alternative_names", "san"),
            ("tls.server.x509.public_key_algorithm", "key_type"),
            ("tls.server.x509.public_key_size", "key_bits"),
            ("tls.server.x509.signature_algorithm", "signature"),
        ],
        ["http"] =
        [
            ("url.full", "final_url"),
            ("url.scheme", "final_scheme"),
            ("http.response.status_code", "final_status"),
            ("service.product", "server_product"),
            ("service.version", "server_version"),
        ],
    };

    public static IEnumerable<(string Path, string Fact)> Of(string probe) => All.GetValueOrDefault(probe, []);

    /// <summary>Puts a value at a dotted path, making the objects on the way.</summary>
    public static void Put(JsonObject document, string path, JsonNode value)
    {
        var steps = path.Split('.');
        var at = document;
        foreach (var step in steps[..^1])
        {
            if (at[step] is not JsonObject next)
                at[step] = next = [];
            at = next;
        }
        at[steps[^1]] = value;
    }
}
