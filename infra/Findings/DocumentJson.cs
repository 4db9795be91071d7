using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CyberWatch.Infra.Findings;

/// <summary>Facts and documents as JSON, letters as they are. Half a surrogate pair, which a stranger may send, becomes the replacement character.</summary>
public static class DocumentJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value of a fact: bool, double, string, list of strings or null.</summary>
    public static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag,
            double number => double.IsFinite(number) ? number : null,
            string text => text,
            IReadOnlyList<string> list => new JsonArray([.. list.Select(item => (JsonNode?)item)]),
            _ => throw new ArgumentException($"no fact may hold a {value.GetType()}", nameof(value)),
        };

    /// <summary>Facts read back from an object.</summary>
    public static IReadOnlyDictionary<string, object?> Facts(JsonElement facts) =>
        facts.EnumerateObject().ToDictionary(fact => fact.Name, fact => Value(fact.Value));

    /// <summary>Some facts as an object, those that are missing left out.</summary>
    public static string Pick(IReadOnlyDictionary<string, object?> facts, IEnumerable<string> names) =>
        new JsonObject(names.Where(facts.ContainsKey).Select(name => KeyValuePair.Create(name, Node(facts[name])))).ToJsonString(
            Options
        );

    private static object? Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Array => value.EnumerateArray().Select(item => item.GetString()!).ToArray(),
            _ => null,
        };
}
