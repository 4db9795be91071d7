using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CyberWatch.Infra;
using nietras.SeparatedValues;

namespace CyberWatch.Dashboard.Api;

/// <summary>Findings as rows. A cell that a spreadsheet would run as a formula is begun with an apostrophe: what stands in it, strangers wrote.</summary>
internal static class FindingCsv
{
    private const string Formulas = "=+-@\t\r\n＝＋－＠";
    private static readonly JsonSerializerOptions Facts = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, string[] Path)[] Columns =
    [
        ("@timestamp", ["@timestamp"]),
        ("establishment.finess", ["cyberwatch", "establishment", "finess"]),
        ("establishment.name", ["cyberwatch", "establishment", "name"]),
        ("establishment.region", ["cyberwatch", "establishment", "region"]),
        ("probe", ["cyberwatch", "probe"]),
        ("asset", ["cyberwatch", "asset"]),
        ("host.name", ["host", "name"]),
        ("destination.ip", ["destination", "ip"]),
        ("destination.port", ["destination", "port"]),
        ("outcome", ["cyberwatch", "outcome"]),
        ("severity", ["cyberwatch", "severity"]),
        ("rule.id", ["rule", "id"]),
        ("service.product", ["service", "product"]),
        ("service.version", ["service", "version"]),
        ("request_id", ["cyberwatch", "request_id"]),
        ("facts", ["cyberwatch", "facts"]),
    ];

    /// <summary>As text; <paramref name="withNames"/>: the row of names goes first.</summary>
    public static string Write(IEnumerable<JsonElement> documents, bool withNames)
    {
        using var writer = Sep.New(';').Writer(options => options with { Escape = true, WriteHeader = withNames }).ToText();
        foreach (var (name, _) in Columns)
            writer.Header.Add(name);
        foreach (var document in documents)
        {
            using var row = writer.NewRow();
            for (var i = 0; i < Columns.Length; i++)
                row[i].Set(Cell(Find(document, Columns[i].Path)));
        }

        return writer.ToString();
    }

    /// <summary>What a spreadsheet shows as text, whatever it begins with.</summary>
    internal static string Safe(string text)
    {
        var printable = PrintableText.Of(text);
        return text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal) ? '\'' + printable : printable;
    }

    private static string Cell(JsonElement? value) =>
        value switch
        {
            null => "",
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.Array } list => Safe(
                string.Join(' ', list.EnumerateArray().Select(one => one.ToString()))
            ),
            { ValueKind: JsonValueKind.Object } facts => Safe(JsonSerializer.Serialize(facts, Facts)),
            { } text => Safe(text.ToString()),
        };

    private static JsonElement? Find(JsonElement document, string[] path)
    {
        var at = document;
        foreach (var step in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
                return null;
        }

        return at;
    }
}
