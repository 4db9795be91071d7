using System.Runtime.CompilerServices;
using System.Text.Json;
using CyberWatch.Infra.Registry;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>The embedded index: a SQLite file beside the registry.</summary>
public sealed class SqliteFindingIndex(DataFolder folder) : IFindingIndex, IDisposable
{
    private readonly SemaphoreSlim _creating = new(1, 1);
    private bool _created;

    public async Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
        IReadOnlyList<IndexDocument> batch,
        CancellationToken cancellationToken
    )
    {
        // reading and folding need no file, and so no turn
        var read = batch
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(document => (Row: IndexedFinding.Read(document, out var reason), Reason: reason))
            .ToList();
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            // not deferred: the lock is taken at the beginning, where waiting for it is possible
            await using var transaction = connection.BeginTransaction();
            using (var writer = new FindingWriter(connection, transaction))
                writer.Write(read.Select(one => one.Row).OfType<IndexedFinding>());
            await transaction.CommitAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw new FindingIndexUnavailableException($"the index {folder.Findings} took nothing: {e.Message}", e);
        }
        return
        [
            .. read.Select(one => one.Row is null ? (IndexOutcome)new IndexOutcome.Refused(one.Reason) : new IndexOutcome.Done()),
        ];
    }

    public async Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken)
    {
        var filter = new FindingFilter(scope, query);
        if (query.FindsNothing)
            return new([], 0);

        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select doc from latest join latest_document using(id) where {filter.Where} order by ts desc, key limit $limit";
        command.Parameters.AddWithValue("$limit", query.Limit);
        filter.Bind(command);
        var documents = new List<JsonElement>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                documents.Add(JsonSerializer.Deserialize<JsonElement>(reader.GetString(0)));
        }
        return new(documents, await CountAsync(connection, filter, cancellationToken));
    }

    public async IAsyncEnumerable<JsonElement> ReadAllAsync(
        AccessScope scope,
        FindingQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (query.FindsNothing)
            yield break;

        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        var filter = new FindingFilter(scope, query);
        command.CommandText = $"select doc from latest join latest_document using(id) where {filter.Where}";
        filter.Bind(command);
        // one statement reads one state of the file, whatever is written meanwhile
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return JsonSerializer.Deserialize<JsonElement>(reader.GetString(0));
    }

    public async Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await CountAsync(connection, new FindingFilter(scope, new FindingQuery()), cancellationToken);
    }

    public async Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction();
        const string Ids = "(select id from latest where finess = $finess)";
        foreach (var table in (string[])["latest_words where rowid", "latest_document where id"])
            await connection.RunAsync($"delete from {table} in {Ids}", cancellationToken, ("$finess", finess));
        await connection.RunAsync("delete from history where finess = $finess", cancellationToken, ("$finess", finess));
        var gone = await connection.RunAsync("delete from latest where finess = $finess", cancellationToken, ("$finess", finess));
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }

    public async Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var month = IndexedFinding.MonthOf(before.UtcDateTime);
        return await connection.RunAsync("delete from history where ts < $ts", cancellationToken, ("$ts", month.Ticks));
    }

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return null;
        }
        catch (FindingIndexUnavailableException e)
        {
            return e.Message;
        }
    }

    public void Dispose() => _creating.Dispose();

    private static async Task<int> CountAsync(
        SqliteConnection connection,
        FindingFilter filter,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from latest where {filter.Where}";
        filter.Bind(command);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), null);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await FindingSchema.OpenAsync(folder.Findings, cancellationToken);
            await CreateOnceAsync(connection, cancellationToken);
            return connection;
        }
        catch (SqliteException e)
        {
            throw new FindingIndexUnavailableException(
                $"The finding index {folder.Findings} cannot be used: {e.Message}. Move the file away to begin an empty one.",
                e
            );
        }
    }

    private async Task CreateOnceAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (!_created)
                await FindingSchema.CreateAsync(connection, cancellationToken);
            _created = true;
        }
        finally
        {
            _creating.Release();
        }
    }
}
