using System.Text.Json;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Infra.Findings;

/// <summary>What to look for, and how much of it.</summary>
/// <param name="Limit">At most so many (1 to 10,000).</param>
public sealed record FindingQuery(int Limit = 100)
{
    /// <summary>What must hold of each.</summary>
    public QueryNode Where { get; init; } = new QueryNode.All();

    /// <summary>Only what comes after this one; null: from the newest on.</summary>
    public FindingCursor? After { get; init; }
}

/// <summary>A place in the list of findings, the newest first and by key within the same millisecond.</summary>
public sealed record FindingCursor(DateTimeOffset Time, string Key);

/// <summary>
/// The newest first. <paramref name="Total"/> counts all that the query describes; <paramref name="Next"/> stands at the last of these, null
/// when there is none.
/// </summary>
public sealed record FindingPage(IReadOnlyList<JsonElement> Documents, int Total, FindingCursor? Next = null);
