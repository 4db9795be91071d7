using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Questions to the file, on one connection.</summary>
internal sealed class SqliteReader(SqliteConnection connection)
{
    public async Task<FindingPage> SearchAsync(FindingFilter filter, FindingQuery query, CancellationToken cancellationToken)
    {
        // the number and the page are of one state
        await using var transaction = connection.BeginTransaction(deferred: true);
        var total = await CountAsync(filter, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select doc, ts, key from ({await FoundAsync(filter, query, total, cancellationToken)})
            join latest_document using(id) order by ts desc, key
            """;
        command.Parameters.AddWithValue("$limit", query.Limit);
        filter.Bind(command);
        var documents = new List<JsonElement>();
        FindingCursor? last = null;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            documents.Add(JsonSerializer.Deserialize<JsonElement>(reader.GetString(0)));
            last = new(new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero), reader.GetString(2));
        }

        return new(documents, total, last);
    }

    /// <summary>
    /// The page without its documents. Where much is found, all are looked at from the newest on until the page is full; where little is, what
    /// is found is sorted. SQLite has no idea which of the two it is, and we have counted.
    /// </summary>
    private async Task<string> FoundAsync(
        FindingFilter filter,
        FindingQuery query,
        int total,
        CancellationToken cancellationToken
    )
    {
        var after = "";
        if (query.After is { } cursor)
        {
            var (time, key) = (filter.Value(cursor.Time.UtcTicks), filter.Value(cursor.Key));
            after = $"and ts <= {time} and (ts < {time} or key > {key})";
        }
        var all = await connection.ScalarAsync("select coalesce(max(id), 0) from latest", cancellationToken) as long? ?? 0;
        var much = (long)total * total > query.Limit * all;
        return $"""
            select id, ts, key from latest {(much ? "indexed by latest_times" : "")} where {filter.Where} {after}
            order by {(much ? "ts" : "+ts")} desc, key limit $limit
            """;
    }

    public async Task<int> CountAsync(FindingFilter filter, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {Counted(filter)}";
        filter.Bind(command);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), null);
    }

    /// <summary>Without a condition SQLite counts pages and not rows; where one index knows all, no row is looked at.</summary>
    private static string Counted(FindingFilter filter) =>
        filter.IsEverything ? "latest"
        : filter.Ids is { } ids ? $"({ids})"
        : $"latest where {filter.Where}";
}
