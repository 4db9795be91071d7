using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>The embedded index kept right: a new <c>latest</c> is one transaction, which readers see when it is whole.</summary>
internal sealed class SqliteUpkeep(SqliteFindingIndex index) : IIndexUpkeep
{
    public async IAsyncEnumerable<IndexDocument> ReadAsync(
        IndexLayer layer,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var connection = await index.File.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            layer == IndexLayer.History
                ? "select version, key, doc from history"
                : "select version, key, doc from latest join latest_document using(id)";
        await using var reader = await StartAsync(command, cancellationToken);
        while (await NextAsync(reader, cancellationToken))
            yield return new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2));
    }

    public async Task<ILatestDraft> BeginLatestAsync(CancellationToken cancellationToken)
    {
        var identity = await index.IdentityAsync(cancellationToken);
        var connection = await index.File.OpenAsync(cancellationToken);
        try
        {
            return await SqliteLatestDraft.BeginAsync(connection, identity, index.File, cancellationToken);
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync();
            throw index.File.Fault(e);
        }
    }

    private async Task<SqliteDataReader> StartAsync(SqliteCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteReaderAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw index.File.Fault(e);
        }
    }

    private async Task<bool> NextAsync(SqliteDataReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw index.File.Fault(e);
        }
    }
}

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
            "delete from latest; delete from latest_document; delete from latest_term; insert into latest_words(latest_words) values('delete-all');";
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
