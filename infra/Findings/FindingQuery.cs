using System.Text.Json;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Infra.Findings;

/// <summary>What to look for: everything that is given here must hold.</summary>
/// <param name="Text">Words that must all occur, as beginnings of words, whatever their accents and case; null or blank: all.</param>
/// <param name="Finess">One establishment only.</param>
/// <param name="Probe">One probe only: dns, service, tls or http.</param>
/// <param name="Limit">At most so many (1 to 10,000).</param>
public sealed record FindingQuery(string? Text = null, string? Finess = null, string? Probe = null, int Limit = 100)
{
    /// <summary>As somebody asked in the query language.</summary>
    public QueryNode Where { get; init; } = new QueryNode.All();

    /// <summary>Only what comes after this one; null: from the newest on.</summary>
    public FindingCursor? After { get; init; }

    internal QueryNode Tree =>
        QueryNode.Every([Where, .. Words, .. Given(QueryFields.Finess, Finess), .. Given(QueryFields.Probe, Probe)]);

    /// <summary>Words that fold to nothing find nothing: a query of signs alone is not a query for everything.</summary>
    private IEnumerable<QueryNode> Words
    {
        get
        {
            if (string.IsNullOrWhiteSpace(Text))
                return [];
            var words = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => new QueryNode.Words(word, Prefix: true))
                .Where(word => word.Folded.Length > 0)
                .ToList();
            return words.Count > 0 ? words : [new QueryNode.Words("", Prefix: true)];
        }
    }

    private static IEnumerable<QueryNode> Given(QueryField field, string? value) =>
        value is null ? [] : [new QueryNode.Is(field, new QueryValue.Text(value))];
}

/// <summary>A place in the list of findings, the newest first and by key within the same millisecond.</summary>
public sealed record FindingCursor(DateTimeOffset Time, string Key);

/// <summary>
/// The newest first. <paramref name="Total"/> counts all that the query describes; <paramref name="Next"/> stands at the last of these, null
/// when there is none.
/// </summary>
public sealed record FindingPage(IReadOnlyList<JsonElement> Documents, int Total, FindingCursor? Next = null);
