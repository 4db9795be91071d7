namespace CyberWatch.Infra.Findings.Language;

/// <summary>The query language of one page: text into a tree, and back.</summary>
/// <param name="zone">The reader's: of days and hours that are written without an offset.</param>
public sealed class QueryLanguage(TimeZoneInfo zone)
{
    public QueryReading Read(string? text) => QueryParser.Read(text ?? "", zone);

    /// <summary>Reading this again gives the same tree.</summary>
    public string Print(QueryNode query) => new QueryPrinter(zone).Print(query);
}
