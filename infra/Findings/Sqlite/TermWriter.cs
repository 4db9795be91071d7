using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// Files the terms of documents. What was filed of the document before is read from it again, so that only what changed is written: on the
/// next scan of the same asset that is little.
/// </summary>
internal sealed class TermWriter(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, long> _fields = [];
    private readonly SqliteCommand _read = Command(connection, transaction, "select doc from latest_document where id = $1", 1);
    private readonly SqliteCommand _add = Command(
        connection,
        transaction,
        "insert or ignore into latest_term(field, value, id) values($1, $2, $3)",
        3
    );
    private readonly SqliteCommand _remove = Command(
        connection,
        transaction,
        "delete from latest_term where field = $1 and value = $2 and id = $3",
        3
    );

    private readonly SqliteCommand _field = Command(
        connection,
        transaction,
        "insert into term_field(path) values($1) on conflict(path) do update set path = path returning id",
        1
    );

    /// <summary>Before the document itself is replaced.</summary>
    public void Replace(long id, IReadOnlySet<FiledTerm> terms)
    {
        var before = FindingWriter.Bind(_read, id).ExecuteScalar() is string document ? TermsOf(document) : [];
        Run(_remove, id, before.Except(terms));
        Run(_add, id, before.Count == 0 ? terms : terms.Except(before));
    }

    /// <summary>Those of one establishment, before its documents go.</summary>
    public static async Task RemoveAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string finess,
        CancellationToken cancellationToken
    )
    {
        using var writer = new TermWriter(connection, transaction);
        await using var command = connection.CreateCommand();
        command.CommandText = "select id from latest where finess = $finess";
        command.Parameters.AddWithValue("$finess", finess);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            writer.Replace(reader.GetInt64(0), new HashSet<FiledTerm>());
    }

    /// <summary>Files every document anew.</summary>
    public static async Task FillAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await connection.RunAsync("delete from latest_term", cancellationToken);
        using var writer = new TermWriter(connection, transaction);
        await using var command = connection.CreateCommand();
        command.CommandText = "select id, doc from latest_document";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            writer.Run(writer._add, reader.GetInt64(0), TermsOf(reader.GetString(1)));
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_read, _add, _remove, _field])
            command.Dispose();
    }

    private static HashSet<FiledTerm> TermsOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        return [.. FiledTerm.Of(json.RootElement)];
    }

    private void Run(SqliteCommand command, long id, IEnumerable<FiledTerm> terms)
    {
        foreach (var term in terms)
            FindingWriter.Bind(command, FieldOf(term.Field.Path), term.Value, id).ExecuteNonQuery();
    }

    private long FieldOf(string path)
    {
        if (!_fields.TryGetValue(path, out var id))
            _fields[path] = id = (long)FindingWriter.Bind(_field, path).ExecuteScalar()!;
        return id;
    }

    private static SqliteCommand Command(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string text,
        int parameters
    ) => FindingWriter.Command(connection, transaction, text, parameters);
}
