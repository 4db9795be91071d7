using System.Text.Json;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>A finding read back from its document, with the scan that it is of.</summary>
/// <param name="Finess">The establishment.</param>
/// <param name="ScanId">The scan.</param>
/// <param name="Finding">As the probe said it; its time to the millisecond.</param>
public sealed record ReadFinding(string Finess, Guid ScanId, Finding Finding)
{
    /// <summary>Null when it is no document of ours.</summary>
    public static ReadFinding? Of(JsonElement document)
    {
        try
        {
            var ours = document.GetProperty("cyberwatch");
            var finding = new Finding(
                Asset.Parse(Text(ours, "asset")),
                Text(ours, "probe"),
                document.GetProperty("@timestamp").GetDateTimeOffset(),
                AnswerOf(ours),
                [.. ours.GetProperty("replay").EnumerateArray().Select(line => line.GetString()!)],
                Maybe(ours, "request_id")
            );
            return new(Text(ours.GetProperty("establishment"), "finess"), Guid.Parse(Text(ours, "scan_id")), finding);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ProbeAnswer AnswerOf(JsonElement ours) =>
        OutcomeWord.SilenceOf(Text(ours, "outcome")) is { } silence
            ? new ProbeAnswer.NoAnswer(silence, Maybe(ours, "detail") ?? "")
            : new ProbeAnswer.Facts(DocumentJson.Facts(ours.GetProperty("facts")));

    private static string Text(JsonElement parent, string name) =>
        Maybe(parent, name) ?? throw new FormatException($"'{name}' is no text");

    private static string? Maybe(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
