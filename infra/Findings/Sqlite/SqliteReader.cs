using System.Text.Json;
using CyberWatch.Infra.Findings.Language;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Questions to the file, on one connection.</summary>
internal sealed class SqliteReader(SqliteConnection connection)
{
    public async Task<FindingPage> SearchAsync(FindingFilter filter, FindingQuery query, CancellationToken cancellationToken)
    {
        var total = await CountAsync(filter, cancellationToken);
        await using var command = connection.CreateCommand();
        var after = "";
        if (query.After is { } cursor)
        {
            var (time, key) = (filter.Value(cursor.Time.UtcTicks), filter.Value(cursor.Key));
            after = $"and ts <= {time} and (ts < {time} or key > {key})";
        }

        command.CommandText =
            $"select doc, ts, key from latest join latest_document using(id) where {filter.Where} {after} order by ts desc, key limit $limit";
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

    public async Task<int> CountAsync(FindingFilter filter, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from latest where {filter.Where}";
        filter.Bind(command);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), null);
    }

    public async Task<FindingSummary> SummariseAsync(
        FindingFilter filter,
        SummaryRequest request,
        CancellationToken cancellationToken
    )
    {
        // one state of the file for all that follows
        await using var transaction = connection.BeginTransaction(deferred: true);
        if (!filter.IsEverything)
            await KeepHitsAsync(filter, cancellationToken);
        var among = filter.IsEverything ? "latest" : "temp.hit";
        var facets = new List<Facet>();
        foreach (var field in request.Facets)
            facets.Add(await FacetAsync(field, request.Most, filter.IsEverything ? "" : "and id in temp.hit", cancellationToken));
        return new(facets, await TimesAsync(among, request.Zone, cancellationToken));
    }

    /// <summary>Every facet asks for the same ones: found once, in memory, gone with the connection's next question.</summary>
    private async Task KeepHitsAsync(FindingFilter filter, CancellationToken cancellationToken)
    {
        await connection.RunAsync(
            "drop table if exists temp.hit; create temp table hit(id integer primary key)",
            cancellationToken
        );
        await using var command = connection.CreateCommand();
        command.CommandText = $"insert into temp.hit select id from latest where {filter.Where}";
        filter.Bind(command);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Facet> FacetAsync(QueryField field, int most, string among, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select value, count(*) as number, sum(count(*)) over () from latest_term
            where field = (select id from term_field where path = $path) {among}
            group by value order by number desc, value limit $most
            """;
        command.Parameters.AddWithValue("$path", field.Path);
        command.Parameters.AddWithValue("$most", most);
        var (values, all) = (new List<FacetValue>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            QueryValue value =
                field.Kind == QueryFieldKind.Number
                    ? new QueryValue.Number(reader.GetInt32(0))
                    : new QueryValue.Text(reader.GetString(0));
            values.Add(new(value, reader.GetInt32(1)));
            all = reader.GetInt32(2);
        }

        return new(field, values, all - values.Sum(value => value.Count), IsExact: true);
    }

    private async Task<TimeHistogram> TimesAsync(string among, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select ts, id in (
              select id from latest_term where field = (select id from term_field where path = $path) and value = $answered)
            from latest where id in (select id from {among}) order by ts
            """;
        command.Parameters.AddWithValue("$path", QueryFields.Outcome.Path);
        command.Parameters.AddWithValue("$answered", OutcomeWord.Answered);
        var times = new List<(DateTimeOffset At, bool Answered)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            times.Add((new(reader.GetInt64(0), TimeSpan.Zero), reader.GetBoolean(1)));
        return TimeBuckets.Count(times, zone);
    }
}
