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
        insert into latest(key, version, ts, finess, region, probe, severity)
        values($key, $version, $ts, $finess, $region, $probe, $severity)
        on conflict(key) do update set version=excluded.version, ts=excluded.ts, finess=excluded.finess, region=excluded.region,
          probe=excluded.probe, severity=excluded.severity where excluded.version >= latest.version
        returning id
        """
    );

    private readonly SqliteCommand _document = Command(
        connection,
        transaction,
        "insert or replace into latest_document(id, doc) values($id, $doc)"
    );

    private readonly SqliteCommand _history = Command(
        connection,
        transaction,
        """
        insert into history(key, scan, version, ts, finess, doc) values($key, $scan, $version, $ts, $finess, $doc)
        on conflict(key, scan) do update set version=excluded.version, ts=excluded.ts, doc=excluded.doc
          where excluded.version >= history.version
        """
    );

    private readonly SqliteCommand _words = Command(
        connection,
        transaction,
        """
        insert or replace into latest_words(rowid, host, product, establishment, body)
        values($id, $host, $product, $establishment, $body)
        """
    );

    public void Write(IEnumerable<FindingRow> rows)
    {
        var newer = new Dictionary<long, FindingRow>();
        foreach (var row in rows)
        {
            Run(
                _history,
                ("$key", row.Document.Key),
                ("$scan", row.Scan),
                ("$version", row.Document.Version),
                ("$ts", row.Time),
                ("$finess", row.Finess),
                ("$doc", row.Document.Json)
            );
            if (Upsert(row) is { } id)
                newer[id] = row;
        }
        foreach (var (id, row) in newer)
        {
            Run(
                _words,
                ("$id", id),
                ("$host", row.Host),
                ("$product", row.Product),
                ("$establishment", row.Establishment),
                ("$body", row.Body)
            );
        }
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_upsert, _document, _history, _words])
            command.Dispose();
    }

    /// <summary>The id of the row, or null when what is there is newer.</summary>
    private long? Upsert(FindingRow row)
    {
        Bind(
            _upsert,
            ("$key", row.Document.Key),
            ("$version", row.Document.Version),
            ("$ts", row.Time),
            ("$finess", row.Finess),
            ("$region", row.Region),
            ("$probe", row.Probe),
            ("$severity", row.Severity)
        );
        if (_upsert.ExecuteScalar() is not long id)
            return null;
        Run(_document, ("$id", id), ("$doc", row.Document.Json));
        return id;
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string text) =>
        new(text, connection, transaction);

    private static void Run(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (command.Parameters.Contains(name))
                command.Parameters[name].Value = value;
            else
                command.Parameters.AddWithValue(name, value);
        }
    }
}
