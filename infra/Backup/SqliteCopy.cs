using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Backup;

/// <summary>A SQLite file as it stood at one instant, copied while others write to it.</summary>
internal static class SqliteCopy
{
    /// <summary>
    /// VACUUM INTO reads one snapshot of a file in WAL mode: nobody waits for it, and it waits for nobody. The backup API would begin again with
    /// each write of another process.
    /// </summary>
    /// <exception cref="SqliteException">The file cannot be read, or its copy not written.</exception>
    /// <exception cref="IOException">The file is damaged.</exception>
    public static async Task MakeAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(from, SqliteOpenMode.ReadWrite, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "vacuum into $to";
        command.Parameters.AddWithValue("$to", to);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await CheckAsync(to, cancellationToken);
        await Disk.KeepAsync(to, cancellationToken);
    }

    private static async Task CheckAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(path, SqliteOpenMode.ReadOnly, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "pragma quick_check(1)";
        if (await command.ExecuteScalarAsync(cancellationToken) is not "ok")
            throw new IOException($"{path} is damaged. Take another backup.");
    }

    public static async Task<SqliteConnection> OpenAsync(string path, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        };
        var connection = new SqliteConnection(text.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
