using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// Writes rows in one transaction: all upserts first, then all words. Row by row the words cost twice as much, since each upsert makes FTS5
/// flush what it has pending.
/// </summary>
internal sealed class FindingWriter(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly SqliteCommand _upsert = Command(
        connection,
        transaction,
        """
        insert into latest(key, version, ts, finess, probe) values($1, $2, $3, $4, $5)
        on conflict(key) do update set version=excluded.version, ts=excluded.ts, finess=excluded.finess,
          probe=excluded.probe where excluded.version >= latest.version
        returning id
        """,
        5
    );

    private readonly SqliteCommand _document = Command(
        connection,
        transaction,
        "insert or replace into latest_document(id, doc) values($1, $2)",
        2
    );

    private readonly SqliteCommand _history = Command(
        connection,
        transaction,
        """
        insert into history(key, scan, version, ts, finess, doc) values($1, $2, $3, $4, $5, $6)
        on conflict(key, scan) do update set version=excluded.version, ts=excluded.ts, doc=excluded.doc
          where excluded.version >= history.version
        """,
        6
    );

    private readonly SqliteCommand _words = Command(
        connection,
        transaction,
        "insert or replace into latest_words(rowid, host, product, establishment, body) values($1, $2, $3, $4, $5)",
        5
    );

    private readonly TermWriter _terms = new(connection, transaction);
    private readonly SqliteCommand _find = Command(
        connection,
        transaction,
        "select id from latest where key = $1 and version <= $2",
        2
    );

    private readonly SqliteCommand[] _leave =
    [
        .. new[] { "latest_words where rowid", "latest_document where id", "latest where id" }.Select(table =>
            Command(connection, transaction, $"delete from {table} = $1", 1)
        ),
    ];

    /// <summary>Returns how many rows of <c>latest</c> were written.</summary>
    public static async Task<int> WriteAsync(
        SqliteConnection connection,
        IEnumerable<IndexedFinding> rows,
        CancellationToken cancellationToken
    )
    {
        // not deferred: the lock is taken at the beginning, where waiting for it is possible
        await using var transaction = connection.BeginTransaction();
        using var writer = new FindingWriter(connection, transaction);
        var count = writer.Write(rows, history: true);
        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    public int Write(IEnumerable<IndexedFinding> rows, bool history)
    {
        var newer = new Dictionary<long, IndexedFinding>();
        foreach (var row in rows)
        {
            var (key, version, json) = (row.Document.Key, row.Document.Version, row.Document.Json);
            if (history && json.Length > 0)
                Bind(_history, key, row.Scan, version, row.Time, row.Finess, json).ExecuteNonQuery();
            if (row.Document.Leaves)
            {
                if (Leave(key, version) is { } left)
                    newer.Remove(left);
                continue;
            }
            Bind(_upsert, key, version, row.Time, row.Finess, row.Probe);
            // no id: what is there is newer
            if (_upsert.ExecuteScalar() is not long id)
                continue;
            _terms.Replace(id, row.Terms);
            Bind(_document, id, json).ExecuteNonQuery();
            newer[id] = row;
        }
        foreach (var (id, row) in newer)
            Bind(_words, id, row.Host, row.Product, row.Establishment, row.Body).ExecuteNonQuery();
        return newer.Count;
    }

    /// <summary>The id that it had; null when what is there is newer, or nothing is.</summary>
    private long? Leave(string key, long version)
    {
        if (Bind(_find, key, version).ExecuteScalar() is not long id)
            return null;
        _terms.Replace(id, new HashSet<FiledTerm>());
        foreach (var delete in _leave)
            Bind(delete, id).ExecuteNonQuery();
        return id;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_upsert, _document, _history, _words, _find, .. _leave])
            command.Dispose();
        _terms.Dispose();
    }

    /// <summary>By place: looking for a parameter's name, row after row, costs as much as some of the insertions.</summary>
    internal static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string text, int parameters)
    {
        var command = new SqliteCommand(text, connection, transaction);
        for (var place = 1; place <= parameters; place++)
        {
            command.Parameters.Add(
                new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${place}") }
            );
        }

        command.Prepare();
        return command;
    }

    internal static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }
}
