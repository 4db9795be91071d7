using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Holds the file's write lock until it is swapped in or left.</summary>
internal sealed class SqliteLatestDraft : ILatestDraft
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly FindingFile _file;

    private SqliteLatestDraft(SqliteConnection connection, SqliteTransaction transaction, string identity, FindingFile file)
    {
        (_connection, _transaction, Identity, _file) = (connection, transaction, identity, file);
    }

    public string Identity { get; }

    public static async Task<SqliteLatestDraft> BeginAsync(
        SqliteConnection connection,
        string identity,
        FindingFile file,
        CancellationToken cancellationToken
    )
    {
        var transaction = connection.BeginTransaction();
        const string Empty =
            "delete from latest; delete from latest_document; delete from latest_term; delete from facet_value; insert into latest_words(latest_words) values('delete-all');";
        await connection.RunAsync(Empty, cancellationToken);
        return new(connection, transaction, identity, file);
    }

    public Task WriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken)
    {
        var rows = batch.Select(document => IndexedFinding.Read(document, out _)).OfType<IndexedFinding>().ToList();
        try
        {
            using var writer = new FindingWriter(_connection, _transaction);
            writer.Write(rows, history: false);
            return Task.CompletedTask;
        }
        catch (SqliteException e)
        {
            throw _file.Fault(e);
        }
    }

    public async Task SwapAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _transaction.CommitAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw _file.Fault(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
