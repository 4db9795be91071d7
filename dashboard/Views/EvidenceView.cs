using System.Globalization;
using System.Text.Json;

namespace CyberWatch.Dashboard.Views;

/// <summary>The facts of an alert as lines for people: every value bounded, a fact that was looked for and not found said so.</summary>
internal sealed record EvidenceView(string Fact, IReadOnlyList<string> Values, bool Absent)
{
    private const int MostValues = 20;
    private const int LongestValue = 400;

    public static IReadOnlyList<EvidenceView> Of(string json, Texts texts)
    {
        using var facts = JsonDocument.Parse(json);
        return [.. facts.RootElement.EnumerateObject().Select(fact => Of(fact, texts)).OrderBy(row => row.Absent)];
    }

    private static EvidenceView Of(JsonProperty fact, Texts texts) =>
        fact.Value.ValueKind switch
        {
            JsonValueKind.Null => new(fact.Name, [texts["alert.not-found"]], Absent: true),
            JsonValueKind.Array when fact.Value.GetArrayLength() == 0 => new(fact.Name, [texts["alert.none"]], Absent: true),
            JsonValueKind.Array => new(fact.Name, Bounded(fact.Value, texts), Absent: false),
            _ => new(fact.Name, [Word(fact.Value, texts)], Absent: false),
        };

    private static List<string> Bounded(JsonElement list, Texts texts)
    {
        List<string> shown = [.. list.EnumerateArray().Take(MostValues).Select(value => Word(value, texts))];
        var left = list.GetArrayLength() - shown.Count;
        if (left > 0)
        {
            shown.Add(texts.Count("alert.more-values", left));
        }

        return shown;
    }

    private static string Word(JsonElement value, Texts texts) =>
        value.ValueKind switch
        {
            JsonValueKind.True => texts["common.yes"],
            JsonValueKind.False => texts["common.no"],
            JsonValueKind.Number => value.GetDouble().ToString("#,0.###", CultureInfo.CurrentCulture),
            JsonValueKind.String => Scanned.Text(value.GetString(), LongestValue),
            _ => Scanned.Text(value.GetRawText(), LongestValue),
        };
}
