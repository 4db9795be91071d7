using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// Tables of the embedded index. Every column that is filtered by stands in an index, which holds what is counted too; the document stands in
/// a table of its own, so that counting never drags documents along. The words are folded and split already, hence the plainest
/// tokenizer: any other one would fold a few letters once more, and find what another index does not.
/// </summary>
internal static class FindingSchema
{
    private const string Pragmas =
        "pragma journal_mode=wal; pragma synchronous=normal; pragma busy_timeout=30000; pragma temp_store=memory; pragma cache_size=-16000;";

    /// <summary>Raised when there are other tables, or when <see cref="FiledTerm"/> or <see cref="FacetNumbers"/> file otherwise, than before.</summary>
    private const int Version = 5;

    /// <summary>Columns of a file that an older program made, which nothing is asked by any more.</summary>
    private static readonly string[] Former = ["region", "severity"];

    /// <summary>Columns that such a file lacks.</summary>
    private static readonly string[] Later = ["answered integer not null default 0", "counted blob not null default x''"];

    private const string Tables = """
        create table if not exists identity(only integer primary key check(only = 1), id text not null) strict;
        insert or ignore into identity values(1, lower(hex(randomblob(16))));
        create table if not exists latest(
          id integer primary key, key text not null, version integer not null, ts integer not null, finess text not null,
          probe text not null, answered integer not null default 0, counted blob not null default x'') strict;
        create unique index if not exists latest_key on latest(key);
        create index if not exists latest_sites on latest(finess, ts, answered, counted);
        create index if not exists latest_probes on latest(probe, ts, answered, counted);
        create index if not exists latest_times on latest(ts, answered);
        create table if not exists latest_document(id integer primary key, doc text not null) strict;
        create virtual table if not exists latest_words using fts5(
          host, product, establishment, body, content='', contentless_delete=1, tokenize="ascii");
        create table if not exists history(
          key text not null, scan text not null, version integer not null, ts integer not null, finess text not null,
          doc text not null, primary key(key, scan)) strict;
        create index if not exists history_time on history(ts);
        create index if not exists history_establishment on history(finess);
        create table if not exists term_field(id integer primary key, path text not null unique) strict;
        create table if not exists latest_term(
          field integer not null, value any not null, id integer not null, primary key(field, value, id)) strict, without rowid;
        create table if not exists facet_value(
          id integer primary key, field integer not null, value any not null, number integer not null, unique(field, value)) strict;
        """;

    public static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(Text(path));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.RunAsync(Pragmas, cancellationToken);
            if (await IsOlderAsync(connection, cancellationToken))
                await CreateAsync(connection, cancellationToken);
            return connection;
        }
        catch (SqliteException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the tables, once where two processes begin; the terms of a file that another version filled are filed anew.</summary>
    private static async Task CreateAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction();
        // somebody else may have been faster
        if (await IsOlderAsync(connection, cancellationToken))
        {
            await ChangeAsync(connection, cancellationToken);
            await connection.RunAsync(Tables, cancellationToken);
            await TermWriter.FillAsync(connection, transaction, cancellationToken);
        }
        await connection.RunAsync($"pragma user_version = {Version}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ChangeAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        const string Indexes =
            "drop index if exists latest_region; drop index if exists latest_establishment; drop index if exists latest_time; drop index if exists latest_finess";
        await connection.RunAsync(Indexes, cancellationToken);
        var there = await ColumnsAsync(connection, cancellationToken);
        foreach (var column in Former.Where(there.Contains))
            await connection.RunAsync($"alter table latest drop column {column}", cancellationToken);
        foreach (var column in Later.Where(column => there.Count > 0 && !there.Contains(column.Split(' ')[0])))
            await connection.RunAsync($"alter table latest add column {column}", cancellationToken);
    }

    /// <summary>Of <c>latest</c>; none when there is no such table yet.</summary>
    private static async Task<HashSet<string>> ColumnsAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        const string Question = "select group_concat(name) from pragma_table_info('latest')";
        var names = await connection.ScalarAsync(Question, cancellationToken);
        return names is string text ? [.. text.Split(',')] : [];
    }

    private static async Task<bool> IsOlderAsync(SqliteConnection connection, CancellationToken cancellationToken) =>
        await connection.ScalarAsync("pragma user_version", cancellationToken) is long version && version < Version;

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
