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

    /// <summary>Begun by two processes at once, it is made once.</summary>
    private const string Tables = """
        begin immediate;
        create table if not exists identity(only integer primary key check(only = 1), id text not null) strict;
        insert or ignore into identity values(1, lower(hex(randomblob(16))));
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
        pragma user_version = 1;
        commit;
        """;

    public static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(Text(path));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.RunAsync(Pragmas, cancellationToken);
            if (await connection.ScalarAsync("pragma user_version", cancellationToken) is 0L)
                await connection.RunAsync(Tables, cancellationToken);
            return connection;
        }
        catch (SqliteException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes what the pool holds of the file.</summary>
    public static void Forget(string path)
    {
        using var connection = new SqliteConnection(Text(path));
        SqliteConnection.ClearPool(connection);
    }

    public static async Task<object?> ScalarAsync(
        this SqliteConnection connection,
        string question,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

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

    private static string Text(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ConnectionString;
}
