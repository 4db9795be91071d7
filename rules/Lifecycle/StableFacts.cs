using System.Text.Json;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>
/// Whether two looks at one thing saw the same. Left out are facts that the clock moves and facts that repeat the name that was asked;
/// lists have no order; and a fact that one of the looks did not learn says nothing.
/// </summary>
public static class StableFacts
{
    /// <summary>Facts that follow from a certificate and the moment.</summary>
    internal static readonly HashSet<string> OfTheMoment = ["days_left", "hours_left", "life_left", "not_after"];

    /// <summary>Facts that repeat the name that was asked: they differ between twins by nature.</summary>
    internal static readonly HashSet<string> OfTheName = ["final_url", "asked_name"];

    /// <param name="before">Facts as a JSON object; anything else is not the same as anything.</param>
    /// <param name="after">Facts as a JSON object.</param>
    public static bool Changed(string before, string after) => Changes(before, after) is not { Count: 0 };

    /// <summary>The names of the facts that are others now; null where one of the texts is no JSON object.</summary>
    public static IReadOnlyList<string>? Changes(string before, string after) =>
        (Read(before), Read(after)) is ({ } one, { } other)
            ?
            [
                .. one.Where(fact => other.TryGetValue(fact.Key, out var now) && Text(fact.Value) != Text(now))
                    .Select(fact => fact.Key),
            ]
            : null;

    private static Dictionary<string, JsonElement>? Read(string facts)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts);
            return read
                ?.Where(fact => !OfTheMoment.Contains(fact.Key) && !OfTheName.Contains(fact.Key))
                .ToDictionary(fact => fact.Key, fact => fact.Value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? string.Join('\n', value.EnumerateArray().Select(item => item.GetRawText()).Order(StringComparer.Ordinal))
            : value.GetRawText();
}
