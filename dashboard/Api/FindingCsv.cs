using System.Text.Json;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Model;
using nietras.SeparatedValues;

namespace CyberWatch.Dashboard.Api;

/// <summary>Findings as rows. A cell that a spreadsheet would run as a formula is begun with an apostrophe: what stands in it, strangers wrote.</summary>
internal static class FindingCsv
{
    private const char Between = ';';
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

    private static IEnumerable<string> NamesOfColumns => Columns.Select(path => string.Join('.', path));

    /// <summary>The row of names, also where no row follows.</summary>
    public static string Names() => string.Join(Between, NamesOfColumns) + Environment.NewLine;

    public static string Rows(IEnumerable<JsonElement> documents) =>
        Write(
            documents.Select<JsonElement, Func<int, string>>(document =>
                column => Cell(Columns[column], Find(document, Columns[column]))
            )
        );

    /// <summary>A row that holds nothing but a sentence, in its first cell.</summary>
    public static string Row(string sentence) => Write([column => column == 0 ? Safe(sentence) : ""]);

    private static string Write(IEnumerable<Func<int, string>> rows)
    {
        using var writer = Sep.New(Between).Writer(options => options with { Escape = true, WriteHeader = false }).ToText();
        foreach (var name in NamesOfColumns)
            writer.Header.Add(name);
        foreach (var cell in rows)
        {
            using var row = writer.NewRow();
            for (var i = 0; i < Columns.Length; i++)
                row[i].Set(cell(i));
        }

        return writer.ToString();
    }

    /// <summary>What a spreadsheet shows as text, whatever it begins with.</summary>
    internal static string Safe(string text)
    {
        var printable = PrintableText.Of(text);
        return text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal) ? '\'' + printable : printable;
    }

    /// <summary>A severity as the query language writes it, since the document's number says nothing to a reader; nothing where no rule matched.</summary>
    private static string Cell(string[] path, JsonElement? value) =>
        value switch
        {
            null => "",
            { ValueKind: JsonValueKind.Number } number when path is [.., "severity"] => number.GetInt32() is >= 0 and var at
                ? ((Severity)at).ToString().ToLowerInvariant()
                : "",
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
