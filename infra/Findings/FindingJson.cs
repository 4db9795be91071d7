using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>A finding as JSON that is read back whole, for answers that serve another establishment later.</summary>
public static class FindingJson
{
    public static string Write(Finding finding)
    {
        var json = new JsonObject
        {
            ["asset"] = finding.Asset.Key,
            ["probe"] = finding.Probe,
            ["at"] = finding.At.ToString("O", CultureInfo.InvariantCulture),
            ["replay"] = new JsonArray([.. finding.Replay.Select(line => (JsonNode?)line)]),
            ["request"] = finding.RequestId,
        };
        if (finding.Answer is ProbeAnswer.Facts { Values: var values })
            json["facts"] = new JsonObject(values.Select(fact => KeyValuePair.Create(fact.Key, DocumentJson.Node(fact.Value))));
        else if (finding.Answer is ProbeAnswer.NoAnswer silence)
            (json["silence"], json["detail"]) = (silence.Why.ToString(), silence.Detail);
        return json.ToJsonString(DocumentJson.Options);
    }

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Finding Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new Finding(
            Asset.Parse(root.GetProperty("asset").GetString()!),
            root.GetProperty("probe").GetString()!,
            root.GetProperty("at").GetDateTimeOffset(),
            Answer(root),
            [.. root.GetProperty("replay").EnumerateArray().Select(line => line.GetString()!)],
            root.GetProperty("request").GetString()
        );
    }

    private static ProbeAnswer Answer(JsonElement root) =>
        root.TryGetProperty("facts", out var facts)
            ? new ProbeAnswer.Facts(DocumentJson.Facts(facts))
            : new ProbeAnswer.NoAnswer(
                Enum.Parse<Silence>(root.GetProperty("silence").GetString()!),
                root.GetProperty("detail").GetString()!
            );
}
