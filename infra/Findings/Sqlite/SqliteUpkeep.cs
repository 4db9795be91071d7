using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>The embedded index kept right: a new <c>latest</c> is one transaction, which readers see when it is whole.</summary>
internal sealed class SqliteUpkeep(SqliteFindingIndex index) : IIndexUpkeep
{
    public IAsyncEnumerable<IndexDocument> ReadAsync(IndexLayer layer, CancellationToken cancellationToken) =>
        index.File.ReadAsync(
            command =>
                command.CommandText =
                    layer == IndexLayer.History
                        ? "select version, key, doc from history"
                        : "select version, key, doc from latest join latest_document using(id)",
            row => new IndexDocument(row.GetInt64(0), row.GetString(1), row.GetString(2)),
            cancellationToken
        );

    public Task RewriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken)
    {
        var rows = batch.Select(document => IndexedFinding.Read(document, out _)).OfType<IndexedFinding>();
        return index.File.UseAsync(connection => RewriteAsync(connection, [.. rows], cancellationToken), cancellationToken);
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

    /// <summary>Writes those that are there still, and nothing of history. Returns how many.</summary>
    private static async Task<int> RewriteAsync(
        SqliteConnection connection,
        IReadOnlyList<IndexedFinding> rows,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = connection.BeginTransaction();
        await using var there = new SqliteCommand("select 1 from latest where key = $key", connection, transaction);
        var key = there.Parameters.Add("$key", SqliteType.Text);
        var left = new List<IndexedFinding>();
        foreach (var row in rows)
        {
            key.Value = row.Document.Key;
            if (await there.ExecuteScalarAsync(cancellationToken) is not null)
                left.Add(row);
        }
        using var writer = new FindingWriter(connection, transaction);
        var count = writer.Write(left, history: false);
        await transaction.CommitAsync(cancellationToken);
        return count;
    }
}
