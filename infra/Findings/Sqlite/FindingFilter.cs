using System.Text.Json;
using CyberWatch.Infra.Registry;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Scope and query as a condition on <c>latest</c>. The scope always stands first, so that no path leaves it out.</summary>
internal sealed record FindingFilter(AccessScope Scope, FindingQuery Query)
{
    /// <summary>Each word of the query: its parts in a row, the last one a beginning. Folded, so that nothing of FTS5's own language gets through.</summary>
    private string Match => string.Join(' ', Query.Phrases.Select(phrase => $"\"{phrase}\"*"));

    public string Where
    {
        get
        {
            var conditions = new List<string> { ScopeCondition };
            if (Query.Finess is not null)
                conditions.Add("latest.finess = $finess");
            if (Query.Probe is not null)
                conditions.Add("latest.probe = $probe");
            if (Match.Length > 0)
                conditions.Add("latest.id in (select rowid from latest_words where latest_words match $words)");
            return string.Join(" and ", conditions);
        }
    }

    private string ScopeCondition =>
        Scope switch
        {
            AccessScope.WholeSector => "1",
            AccessScope.OneRegion => "latest.region = $region",
            AccessScope.Establishments => "latest.finess in (select value from json_each($own))",
            _ => "0",
        };

    public void Bind(SqliteCommand command)
    {
        if (Scope is AccessScope.OneRegion { Region: var region })
            command.Parameters.AddWithValue("$region", region);
        if (Scope is AccessScope.Establishments { Finess: var own })
            command.Parameters.AddWithValue("$own", JsonSerializer.Serialize(own));
        if (Query.Finess is { } finess)
            command.Parameters.AddWithValue("$finess", finess);
        if (Query.Probe is { } probe)
            command.Parameters.AddWithValue("$probe", probe);
        if (Match.Length > 0)
            command.Parameters.AddWithValue("$words", Match);
    }
}
