using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CyberWatch.Infra.Findings;

namespace CyberWatch.Dashboard.Api;

/// <summary>How findings stand in a file.</summary>
internal abstract record DownloadForm(string Type, string Ending)
{
    public static DownloadForm Lines { get; } = new OfLines();
    public static DownloadForm Csv { get; } = new OfCsv();

    public abstract byte[] Begin();

    public abstract byte[] Rows(IReadOnlyList<JsonElement> documents);

    /// <summary>For a file that ends before its end: the sentence where rows would follow, for who opens the file and for programs.</summary>
    public abstract byte[] Last(string sentence);

    /// <summary>One document a line; a last line that is none is an object with an <c>error</c>.</summary>
    private sealed record OfLines() : DownloadForm("application/x-ndjson", "ndjson")
    {
        public override byte[] Begin() => [];

        public override byte[] Rows(IReadOnlyList<JsonElement> documents) =>
            Encoding.UTF8.GetBytes(
                string.Concat(documents.Select(document => JsonSerializer.Serialize(document, DocumentJson.Options) + '\n'))
            );

        public override byte[] Last(string sentence) =>
            Encoding.UTF8.GetBytes(new JsonObject { ["error"] = sentence }.ToJsonString(DocumentJson.Options) + '\n');
    }

    /// <summary>With a mark at its beginning, so that spreadsheets read it as UTF-8.</summary>
    private sealed record OfCsv() : DownloadForm("text/csv; charset=utf-8", "csv")
    {
        public override byte[] Begin() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(FindingCsv.Names())];

        public override byte[] Rows(IReadOnlyList<JsonElement> documents) => Encoding.UTF8.GetBytes(FindingCsv.Rows(documents));

        public override byte[] Last(string sentence) => Encoding.UTF8.GetBytes(FindingCsv.Row(sentence));
    }
}
