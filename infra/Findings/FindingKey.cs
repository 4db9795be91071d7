using System.Text.Json;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Infra.Findings;

/// <summary>What names the latest finding of an establishment, asset and probe.</summary>
public sealed record FindingKey(string Finess, string Asset, string Probe)
{
    private const char Between = '|';

    internal QueryNode Query =>
        QueryNode.Every([
            QueryNode.Equal(QueryFields.Finess, Finess),
            QueryNode.Equal(QueryFields.Asset, Asset),
            QueryNode.Equal(QueryFields.Probe, Probe),
        ]);

    /// <summary>Read back from a document.</summary>
    public static FindingKey Of(JsonElement document)
    {
        var ours = document.GetProperty("cyberwatch");
        return new(
            ours.GetProperty("establishment").GetProperty("finess").GetString()!,
            ours.GetProperty("asset").GetString()!,
            ours.GetProperty("probe").GetString()!
        );
    }

    /// <summary>Null when the text is no key.</summary>
    public static FindingKey? Parse(string? text)
    {
        var (first, last) = (text?.IndexOf(Between, StringComparison.Ordinal) ?? -1, text?.LastIndexOf(Between) ?? -1);
        return first < 1 || last <= first ? null : new(text![..first], text[(first + 1)..last], text[(last + 1)..]);
    }

    /// <summary>As documents are filed under it.</summary>
    public override string ToString() => string.Join(Between, Finess, Asset, Probe);
}
