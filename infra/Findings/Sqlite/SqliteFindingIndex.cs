using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>The embedded index: a SQLite file beside the registry.</summary>
public sealed class SqliteFindingIndex(DataFolder folder) : IFindingIndex, IDisposable
{
    private readonly FindingFile _file = new(folder.Findings);

    internal FindingFile File => _file;

    public async Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
        IReadOnlyList<IndexDocument> batch,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new List<IndexOutcome>(batch.Count);
        // the next ones are read and folded while the file takes those before
        var read = batch
            .AsParallel()
            .AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellationToken)
            .Select(document => (Row: IndexedFinding.Read(document, out var reason), Reason: reason));
        IEnumerable<IndexedFinding> Rows()
        {
            foreach (var (row, reason) in read)
            {
                outcomes.Add(row is null ? new IndexOutcome.Refused(reason) : new IndexOutcome.Done());
                if (row is not null)
                    yield return row;
            }
        }
        await _file.UseAsync(connection => FindingWriter.WriteAsync(connection, Rows(), cancellationToken), cancellationToken);
        return outcomes;
    }

    public Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.SearchAsync(new(scope, query), query, cancellationToken), cancellationToken);

    public Task<FindingSummary> SummariseAsync(
        AccessScope scope,
        FindingQuery query,
        SummaryRequest request,
        CancellationToken cancellationToken
    ) =>
        _file.UseAsync(
            connection => new SqliteSummary(connection).AskAsync(new(scope, query), request, cancellationToken),
            cancellationToken
        );

    public IAsyncEnumerable<JsonElement> ReadAllAsync(
        AccessScope scope,
        FindingQuery query,
        CancellationToken cancellationToken
    ) =>
        _file.ReadAsync(
            new FindingFilter(scope, query).AskForAll,
            row => JsonSerializer.Deserialize<JsonElement>(row.GetString(0)),
            cancellationToken
        );

    public Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.CountAsync(new(scope, new FindingQuery()), cancellationToken), cancellationToken);

    public Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken) =>
        _file.UseAsync(connection => DeleteAsync(connection, finess, cancellationToken), cancellationToken);

    public Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var month = IndexedFinding.MonthOf(before.UtcDateTime);
        return _file.UseAsync(
            connection => connection.RunAsync("delete from history where ts < $ts", cancellationToken, ("$ts", month.Ticks)),
            cancellationToken
        );
    }

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An id that the file got when it was made.</summary>
    public Task<string> IdentityAsync(CancellationToken cancellationToken) =>
        _file.UseAsync(
            async connection => (string)(await connection.ScalarAsync("select id from identity", cancellationToken))!,
            cancellationToken
        );

    public async Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _file.OpenAsync(cancellationToken);
            return null;
        }
        catch (FindingIndexUnavailableException e)
        {
            return e.Why;
        }
    }

    public void Dispose() => _file.Dispose();

    private static async Task<int> DeleteAsync(SqliteConnection connection, string finess, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction();
        const string Ids = "(select id from latest where finess = $finess)";
        await TermWriter.RemoveAsync(connection, transaction, finess, cancellationToken);
        foreach (var table in (string[])["latest_words where rowid", "latest_document where id"])
            await connection.RunAsync($"delete from {table} in {Ids}", cancellationToken, ("$finess", finess));
        await connection.RunAsync("delete from history where finess = $finess", cancellationToken, ("$finess", finess));
        var gone = await connection.RunAsync("delete from latest where finess = $finess", cancellationToken, ("$finess", finess));
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }

    private Task<T> AskAsync<T>(Func<SqliteReader, Task<T>> question, CancellationToken cancellationToken) =>
        _file.UseAsync(connection => question(new SqliteReader(connection)), cancellationToken);
}
