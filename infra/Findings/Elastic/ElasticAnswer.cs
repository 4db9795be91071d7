using System.Text.Json;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>What the server answered to a question by path.</summary>
internal sealed record ElasticAnswer(int Status, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>Type and reason of the server's error; both empty when the body is none.</summary>
    public static (string Type, string Reason) ErrorOf(string? body)
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(body is null or "" ? "{}" : body);
            return
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object
                ? (Text(error, "type"), Text(error, "reason"))
                : ("", "");
        }
        catch (JsonException)
        {
            // a proxy between us may answer with a page
            return ("", "");
        }
    }

    public static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
