using System.Text.Json;
using CyberWatch.Infra.Findings.Language;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// Files the terms of documents. What was filed of the document before is read from it again, so that only what changed is written: on the
/// next scan of the same asset that is little.
/// </summary>
internal sealed class TermWriter : IDisposable
{
    private const int DocumentsAtOnce = 2_000;
    private readonly Dictionary<string, long> _fields = [];
    private readonly WaitingTerms _waiting;
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _remove;
    private readonly SqliteCommand _field;

    public TermWriter(SqliteConnection connection, SqliteTransaction transaction)
    {
        SqliteCommand Command(string text, int parameters) => Prepared.Command(connection, transaction, text, parameters);
        _read = Command("select doc from latest_document where id = $1", 1);
        _remove = Command("delete from latest_term where field = $1 and value = $2 and id = $3", 3);
        _field = Command("insert into term_field(path) values($1) on conflict do update set path = path returning id", 1);
        _waiting = new(connection, FieldOf);
        Facets = new(connection, transaction, FieldOf);
    }

    public FacetWriter Facets { get; }

    /// <summary>Of a document that is new.</summary>
    public void Add(long id, IReadOnlyCollection<FiledTerm> terms)
    {
        _waiting.Add(id, terms);
        Facets.Count(terms, 1);
    }

    /// <summary>Before the document itself is replaced.</summary>
    public void Replace(long id, IReadOnlySet<FiledTerm> terms)
    {
        if (_waiting.Have(id))
            _waiting.Write();
        var before = Prepared.Bind(_read, id).ExecuteScalar() is string document ? TermsOf(document) : [];
        foreach (var term in before.Except(terms))
            Prepared.Bind(_remove, FieldOf(term.Field), term.Value, id).ExecuteNonQuery();
        Facets.Count(before, -1);
        Facets.Count(before.Intersect(terms), 1);
        Add(id, [.. terms.Except(before)]);
    }

    /// <summary>Writes what waits, and what was counted.</summary>
    public void Settle()
    {
        _waiting.Write();
        Facets.Settle();
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
        writer.Settle();
    }

    /// <summary>Files every document anew.</summary>
    public static async Task FillAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await connection.RunAsync("delete from latest_term; delete from facet_value", cancellationToken);
        using var writer = new TermWriter(connection, transaction);
        const string Count = "update latest set answered = $2, counted = $3 where id = $1";
        using var count = Prepared.Command(connection, transaction, Count, 3);
        await using var command = connection.CreateCommand();
        // documents lead: in an index of what is written here, a row would move on and be met again
        command.CommandText = "select id, ts, doc from latest_document cross join latest using(id)";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (id, terms) = (reader.GetInt64(0), TermsOf(reader.GetString(2)));
            var answered = FiledTerm.SayAnswered(terms);
            var counted = writer.Facets.Of(Moments.Of(reader.GetInt64(1), answered), terms);
            Prepared.Bind(count, id, answered, counted).ExecuteNonQuery();
            writer.Add(id, terms);
            if (writer._waiting.Documents == DocumentsAtOnce)
                writer._waiting.Write();
        }
        writer.Settle();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_read, _remove, _field])
            command.Dispose();
        _waiting.Dispose();
        Facets.Dispose();
    }

    private static HashSet<FiledTerm> TermsOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        return FiledTerm.Of(json.RootElement);
    }

    private long FieldOf(QueryField field)
    {
        if (!_fields.TryGetValue(field.Path, out var id))
            _fields[field.Path] = id = (long)Prepared.Bind(_field, field.Path).ExecuteScalar()!;
        return id;
    }
}
