using Microsoft.Data.Sqlite;
using static CyberWatch.Infra.Findings.Sqlite.Prepared;

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
        insert into latest(key, version, ts, finess, probe, answered, counted) values($1, $2, $3, $4, $5, $6, $7)
        on conflict(key) do update set version=excluded.version, ts=excluded.ts, finess=excluded.finess,
          probe=excluded.probe, answered=excluded.answered, counted=excluded.counted where excluded.version >= latest.version
        returning id
        """,
        7
    );

    private const string IntoDocuments = "into latest_document(id, doc) values($1, $2)";
    private readonly SqliteCommand _newDocument = Command(connection, transaction, $"insert {IntoDocuments}", 2);
    private readonly SqliteCommand _document = Command(connection, transaction, $"replace {IntoDocuments}", 2);

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

    private const string IntoWords = "into latest_words(rowid, host, product, establishment, body) values($1, $2, $3, $4, $5)";
    private readonly SqliteCommand _newWords = Command(connection, transaction, $"insert {IntoWords}", 5);
    private readonly SqliteCommand _words = Command(connection, transaction, $"replace {IntoWords}", 5);

    private readonly SqliteCommand _greatest = Command(connection, transaction, "select coalesce(max(id), 0) from latest", 0);
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
        var before = (long)_greatest.ExecuteScalar()!;
        var greatest = before;
        foreach (var row in rows)
        {
            if (history)
                Keep(row);
            if (row.Document.Leaves)
            {
                if (Leave(row.Document) is { } left)
                    newer.Remove(left);
            }
            else if (Put(row, greatest) is { } id)
            {
                newer[id] = row;
                greatest = Math.Max(greatest, id);
            }
        }
        _terms.Settle();
        foreach (var (id, row) in newer)
        {
            var words = id > before ? _newWords : _words;
            Bind(words, id, row.Host, row.Product, row.Establishment, row.Body).ExecuteNonQuery();
        }
        return newer.Count;
    }

    private void Keep(IndexedFinding row)
    {
        var (version, key, json, _) = row.Document;
        if (json.Length > 0)
            Bind(_history, key, row.Scan, version, row.Time, row.Finess, json).ExecuteNonQuery();
    }

    /// <summary>The id that it has; null when what is there is newer. Under a greater id than any before nothing was filed.</summary>
    private long? Put(IndexedFinding row, long greatest)
    {
        var (version, key, json, _) = row.Document;
        var (answered, counted) = (FiledTerm.SayAnswered(row.Terms), _terms.Facets.Of(Moments.Of(row), row.Terms));
        Bind(_upsert, key, version, row.Time, row.Finess, row.Probe, answered, counted);
        if (_upsert.ExecuteScalar() is not long id)
            return null;
        if (id > greatest)
            _terms.Add(id, row.Terms);
        else
            _terms.Replace(id, row.Terms);
        Bind(id > greatest ? _newDocument : _document, id, json).ExecuteNonQuery();
        return id;
    }

    /// <summary>The id that it had; null when what is there is newer, or nothing is.</summary>
    private long? Leave(IndexDocument document)
    {
        if (Bind(_find, document.Key, document.Version).ExecuteScalar() is not long id)
            return null;
        _terms.Replace(id, new HashSet<FiledTerm>());
        foreach (var delete in _leave)
            Bind(delete, id).ExecuteNonQuery();
        return id;
    }

    public void Dispose()
    {
        SqliteCommand[] all = [_upsert, _newDocument, _document, _history, _newWords, _words, _greatest, _find, .. _leave];
        foreach (var command in all)
            command.Dispose();
        _terms.Dispose();
    }
}
