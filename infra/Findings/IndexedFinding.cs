using System.Text;
using System.Text.Json;

namespace CyberWatch.Infra.Findings;

/// <summary>What every index files a document under: its time, its columns and its words, read and folded once.</summary>
internal sealed record IndexedFinding(IndexDocument Document, long Time, string Finess, string Scan)
{
    public required string Probe { get; init; }
    public string Host { get; private init; } = "";
    public string Product { get; private init; } = "";
    public string Establishment { get; private init; } = "";
    public string Body { get; private init; } = "";

    public DateTimeOffset At => new(Time, TimeSpan.Zero);

    /// <summary>What the fields of the language hold; none where they were left out.</summary>
    public IReadOnlySet<FiledTerm> Terms { get; private init; } = new HashSet<FiledTerm>();

    /// <summary>The first day of its month, UTC.</summary>
    public DateTime Month => MonthOf(new(Time, DateTimeKind.Utc));

    /// <summary>History is forgotten by these: the first day of the month of an instant, UTC.</summary>
    public static DateTime MonthOf(DateTime time) => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>No phrase reaches from one of these into the next.</summary>
    public IReadOnlyList<string> Folded => [Host, Product, Establishment, Body];

    /// <summary>Null with a reason when the document cannot be one of ours.</summary>
    /// <param name="document">As it was handed over.</param>
    /// <param name="reason">Empty when it is one of ours.</param>
    /// <param name="withTerms">An index that reads the fields itself leaves them out, and saves a quarter of the work.</param>
    public static IndexedFinding? Read(IndexDocument document, out string reason, bool withTerms = true)
    {
        reason = "";
        if (document is { Leaves: true, Json: "" })
            return new(document, 0, FindingKey.Parse(document.Key)?.Finess ?? "", "") { Probe = "" };
        try
        {
            using var json = JsonDocument.Parse(document.Json);
            return Of(document, json.RootElement, withTerms);
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            reason = $"failed to parse: {e.Message}";
            return null;
        }
    }

    private static IndexedFinding Of(IndexDocument document, JsonElement root, bool withTerms)
    {
        var ours = root.GetProperty("cyberwatch");
        var establishment = ours.GetProperty("establishment");
        var at = root.GetProperty("@timestamp").GetDateTimeOffset();
        // whole milliseconds, as every index keeps them
        return new(
            document,
            at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond),
            Text(establishment, "finess"),
            Text(ours, "scan_id")
        )
        {
            Probe = Text(ours, "probe"),
            Host = Words(root, "host", "destination"),
            Product = Words(root, "service"),
            Establishment = FoldedText.Fold(string.Join(' ', Maybe(establishment, "name"), Text(establishment, "finess"))),
            Body = Words(root, "rule", "tls", "http", "url", "cyberwatch"),
            Terms = withTerms ? FiledTerm.Of(root) : [],
        };
    }

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static string Maybe(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Words(JsonElement root, params string[] parts)
    {
        var words = new StringBuilder();
        foreach (var part in parts)
        {
            if (root.TryGetProperty(part, out var value))
                Collect(value, words);
        }
        return FoldedText.Whole(words);
    }

    private static void Collect(JsonElement value, StringBuilder words)
    {
        switch (value.ValueKind)
        {
            // a rule that was held against it and did not match says nothing about it: 'telnet' would find every port without one
            case JsonValueKind.Object when value.TryGetProperty("verdict", out var verdict) && !verdict.ValueEquals("match"):
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Collect(property.Value, words);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Collect(item, words);
                break;
            case JsonValueKind.String:
                FoldedText.Append(words, value.GetString()!);
                break;
            case JsonValueKind.Number:
                FoldedText.Append(words, value.GetRawText());
                break;
        }
    }
}
