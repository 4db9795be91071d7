using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// Tables of the embedded index. Every column that is filtered by stands in an index, the document in a table of its own, so that counting
/// never drags documents along. The words are folded and split already, hence the plainest
/// tokenizer: any other one would fold a few letters once more, and find what another index does not.
/// </summary>
internal static class FindingSchema
{
    private const string Pragmas =
        "pragma journal_mode=wal; pragma synchronous=normal; pragma busy_timeout=30000; pragma temp_store=memory;";

    private const string Tables = """
        create table if not exists latest(
          id integer primary key, key text not null, version integer not null, ts integer not null, finess text not null,
          region text not null, probe text not null, severity integer not null) strict;
        create unique index if not exists latest_key on latest(key);
        create index if not exists latest_establishment on latest(finess, probe, severity, ts);
        create index if not exists latest_region on latest(region, probe, ts);
        create index if not exists latest_time on latest(ts);
        create table if not exists latest_document(id integer primary key, doc text not null) strict;
        create virtual table if not exists latest_words using fts5(
          host, product, establishment, body, content='', contentless_delete=1, tokenize="ascii");
        create table if not exists history(
          key text not null, scan text not null, version integer not null, ts integer not null, finess text not null,
          doc text not null, primary key(key, scan)) strict;
        create index if not exists history_time on history(ts);
        create index if not exists history_establishment on history(finess);
        """;

    public static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ConnectionString;
        var connection = new SqliteConnection(text);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.RunAsync(Pragmas, cancellationToken);
            return connection;
        }
        catch (SqliteException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static Task CreateAsync(SqliteConnection connection, CancellationToken cancellationToken) =>
        connection.RunAsync(Tables, cancellationToken);

    public static async Task<int> RunAsync(
        this SqliteConnection connection,
        string statement,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] values
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
