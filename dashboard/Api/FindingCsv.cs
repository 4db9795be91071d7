using System.Text.Json;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using nietras.SeparatedValues;

namespace CyberWatch.Dashboard.Api;

/// <summary>Findings as rows. A cell that a spreadsheet would run as a formula is begun with an apostrophe: what stands in it, strangers wrote.</summary>
internal static class FindingCsv
{
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>Where each column stands in the document, which is its name too.</summary>
    private static readonly string[][] Columns =
    [
        ["@timestamp"],
        ["cyberwatch", "establishment", "finess"],
        ["cyberwatch", "establishment", "name"],
        ["cyberwatch", "establishment", "region"],
        ["cyberwatch", "probe"],
        ["cyberwatch", "asset"],
        ["host", "name"],
        ["destination", "ip"],
        ["destination", "port"],
        ["cyberwatch", "outcome"],
        ["cyberwatch", "severity"],
        ["rule", "id"],
        ["service", "product"],
        ["service", "version"],
        ["cyberwatch", "request_id"],
        ["cyberwatch", "facts"],
    ];

    /// <summary>As text; <paramref name="withNames"/>: the row of names goes first.</summary>
    public static string Write(IEnumerable<JsonElement> documents, bool withNames)
    {
        using var writer = Sep.New(';').Writer(options => options with { Escape = true, WriteHeader = withNames }).ToText();
        foreach (var path in Columns)
            writer.Header.Add(string.Join('.', path));
        foreach (var document in documents)
        {
            using var row = writer.NewRow();
            for (var i = 0; i < Columns.Length; i++)
                row[i].Set(Cell(Find(document, Columns[i])));
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
            { ValueKind: JsonValueKind.Object } facts => Safe(JsonSerializer.Serialize(facts, DocumentJson.Options)),
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
