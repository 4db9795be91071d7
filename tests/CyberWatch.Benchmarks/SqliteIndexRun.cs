using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Findings.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CyberWatch.Benchmarks;

/// <summary>The peer inserts rows that were read and folded before, into the same tables of a file of its own, as many in a transaction.</summary>
internal sealed class SqliteIndexRun : IIndexRun
{
    private static readonly (string Statement, string[] Columns)[] Inserts =
    [
        (
            "latest(id, key, version, ts, finess, probe, answered, counted)",
            ["id", "key", "version", "ts", "finess", "probe", "answered", "counted"]
        ),
        ("latest_document(id, doc)", ["id", "doc"]),
        ("history(key, scan, version, ts, finess, doc)", ["key", "scan", "version", "ts", "finess", "doc"]),
        ("latest_words(rowid, host, product, establishment, body)", ["id", "host", "product", "establishment", "body"]),
    ];

    private readonly Dictionary<string, int> _fields = [];
    private readonly Dictionary<FiledTerm, int> _values = [];
    private readonly Dictionary<IndexedFinding, byte[]> _counted = new(ReferenceEqualityComparer.Instance);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyberwatch-bench-");
    private readonly SqliteFindingIndex _index;

    public SqliteIndexRun() =>
        _index = new(new DataFolder(Options.Create(new DataOptions { Folder = Path.Combine(_folder.FullName, "ours") })));

    public IFindingIndex Index => _index;

    public Func<Task> Prepare(List<IndexDocument> documents)
    {
        var rows = documents.Select(document => IndexedFinding.Read(document, out _)!).ToList();
        _counted.Clear();
        foreach (var row in rows)
            _counted[row] = NumbersOf(row);
        return () => InsertAsync(rows);
    }

    public ValueTask DisposeAsync()
    {
        _index.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task InsertAsync(List<IndexedFinding> rows)
    {
        var file = Path.Combine(_folder.FullName, "bare.db");
        await using var connection = await FindingSchema.OpenAsync(file, CancellationToken.None);
        foreach (var some in rows.Chunk(IndexBench.Batch))
        {
            await using var transaction = connection.BeginTransaction();
            // the words last, all together, as ours does: in between they cost twice as much
            Insert(transaction, Inserts[..3], some);
            InsertTerms(transaction, some);
            InsertFacets(transaction, some);
            Insert(transaction, Inserts[3..], some);
            await transaction.CommitAsync();
        }
    }

    private static IEnumerable<FiledTerm> FacetsOf(IndexedFinding row) =>
        row.Terms.Where(term => QueryFields.Counted.Contains(term.Field));

    private byte[] NumbersOf(IndexedFinding row)
    {
        var numbers = new List<int>();
        foreach (var term in FacetsOf(row))
        {
            _values.TryAdd(term, _values.Count + 1);
            numbers.Add(_values[term]);
        }
        return FacetNumbers.Of(Moments.Of(row), numbers);
    }

    private void Insert(SqliteTransaction transaction, (string Statement, string[] Columns)[] inserts, IndexedFinding[] rows)
    {
        var commands = inserts.Select(it => Command(transaction, it.Statement, it.Columns)).ToList();
        foreach (var row in rows)
        {
            foreach (var command in commands)
            {
                for (var i = 0; i < command.Parameters.Count; i++)
                    command.Parameters[i].Value = ValueOf(row, command.Parameters[i].ParameterName);
                command.ExecuteNonQuery();
            }
        }
        commands.ForEach(command => command.Dispose());
    }

    /// <summary>As they come, into the numbers that the fields have in the order of the first row.</summary>
    private void InsertTerms(SqliteTransaction transaction, IndexedFinding[] rows)
    {
        using var field = Command(transaction, "term_field(id, path)", ["id", "path"]);
        using var term = Command(transaction, "latest_term(field, value, id)", ["field", "value", "id"]);
        foreach (var row in rows)
        {
            foreach (var filed in row.Terms)
            {
                if (_fields.TryAdd(filed.Field.Path, _fields.Count + 1))
                    Run(field, _fields.Count, filed.Field.Path);
                Run(term, _fields[filed.Field.Path], filed.Value, row.Document.Version);
            }
        }
    }

    /// <summary>Each value once a batch, with how many have it.</summary>
    private void InsertFacets(SqliteTransaction transaction, IndexedFinding[] rows)
    {
        using var facet = new SqliteCommand(
            "insert into facet_value(id, field, value, number) values($id, $field, $value, $number) on conflict(id) do update set number = number + excluded.number",
            transaction.Connection,
            transaction
        );
        foreach (var column in (string[])["$id", "$field", "$value", "$number"])
            facet.Parameters.Add(new SqliteParameter { ParameterName = column });
        facet.Prepare();
        foreach (var (term, number) in rows.SelectMany(FacetsOf).CountBy(term => term))
            Run(facet, _values[term], _fields[term.Field.Path], term.Value, number);
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteTransaction transaction, string table, string[] columns)
    {
        var command = new SqliteCommand(
            $"insert into {table} values({string.Join(',', columns.Select(column => '$' + column))})",
            transaction.Connection,
            transaction
        );
        foreach (var column in columns)
            command.Parameters.Add(new SqliteParameter { ParameterName = '$' + column });
        command.Prepare();
        return command;
    }

    private object ValueOf(IndexedFinding row, string name) =>
        name switch
        {
            "$id" or "$version" => row.Document.Version,
            "$key" => row.Document.Key,
            "$doc" => row.Document.Json,
            "$ts" => row.Time,
            "$finess" => row.Finess,
            "$probe" => row.Probe,
            "$answered" => FiledTerm.SayAnswered(row.Terms),
            "$counted" => _counted[row],
            "$scan" => row.Scan,
            "$host" => row.Host,
            "$product" => row.Product,
            "$establishment" => row.Establishment,
            _ => row.Body,
        };
}
