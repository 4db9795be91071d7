using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// A statement whose values are handed to SQLite by their place. A command looks each of its parameters up by name whenever it runs, and makes a
/// reader for what returns nothing: where twenty terms of each document are filed that takes as long as filing them.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string text)
    {
        _connection = connection.Handle!;
        Check(sqlite3_prepare_v2(_connection, text, out _statement));
    }

    /// <param name="place">From one on.</param>
    /// <param name="value">Text or a whole number; it stays there for the next run.</param>
    public void Bind(int place, object value)
    {
        if (value is long number)
            Check(sqlite3_bind_int64(_statement, place, number));
        else
            Bind(place, (string)value);
    }

    /// <exception cref="SqliteException">It did not run to its end.</exception>
    public void Run()
    {
        var result = sqlite3_step(_statement);
        // what was wrong is told once more, and was told already
        _ = sqlite3_reset(_statement);
        if (result != SQLITE_DONE)
            Check(result);
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int place, string text)
    {
        // no octets would be NULL, and a command ends a text at its first NUL
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            Check(sqlite3_bind_text(_statement, place, text));
            return;
        }
        var octets = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, octets);
        Check(sqlite3_bind_text(_statement, place, octets.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(octets);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);
}
