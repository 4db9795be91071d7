using System.Runtime.CompilerServices;
using CyberWatch.Rules.Model;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// The file as it lies there now. The pool keeps it open: a file that somebody deleted or put another in place of would be written to
/// all the same, and what was written be lost.
/// </summary>
internal sealed class FindingFile(string path) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTime _born;

    /// <exception cref="FindingIndexUnavailableException">It cannot be used.</exception>
    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Born != _born)
                FindingSchema.Forget(path);
            var connection = await FindingSchema.OpenAsync(path, cancellationToken);
            _born = Born;
            return connection;
        }
        catch (SqliteException e)
        {
            // the pool may hold connections to what the file was before
            FindingSchema.Forget(path);
            throw Fault(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens it for one use, whose faults become sentences.</summary>
    /// <exception cref="FindingIndexUnavailableException">It cannot be used.</exception>
    public async Task<T> UseAsync<T>(Func<SqliteConnection, Task<T>> use, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await ToldAsync(() => use(connection));
    }

    /// <summary>Row after row of one state of the file, whatever is written meanwhile; faults become sentences here too.</summary>
    /// <exception cref="FindingIndexUnavailableException">It cannot be used, or not to its end.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        Action<SqliteCommand> ask,
        Func<SqliteDataReader, T> row,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        ask(command);
        await using var reader = await ToldAsync(() => command.ExecuteReaderAsync(cancellationToken));
        while (await ToldAsync(() => reader.ReadAsync(cancellationToken)))
            yield return row(reader);
    }

    public FindingIndexUnavailableException Fault(SqliteException e) =>
        new($"The finding index {path} cannot be used: {e.Message}. {Remedy(TroubleOf(e.SqliteErrorCode))}", e)
        {
            Refuses = e.SqliteErrorCode is Full or ReadOnly,
            Trouble = TroubleOf(e.SqliteErrorCode),
        };

    public void Dispose() => _turn.Dispose();

    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>When the file was made; a day long ago when there is none.</summary>
    private DateTime Born => File.GetCreationTimeUtc(path);

    private async Task<T> ToldAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (SqliteException e)
        {
            throw Fault(e);
        }
    }

    private static IndexTrouble TroubleOf(int error) =>
        error switch
        {
            Full => IndexTrouble.DiskFull,
            ReadOnly or CannotOpen => IndexTrouble.NotWritable,
            Busy => IndexTrouble.Held,
            _ => IndexTrouble.Broken,
        };

    private static string Remedy(IndexTrouble trouble) =>
        trouble switch
        {
            IndexTrouble.DiskFull => "Make room on its disk.",
            IndexTrouble.NotWritable => "Give the service the right to write this file and its folder.",
            IndexTrouble.Held => "Another process holds it; it is tried again.",
            _ => "Move the file away: an empty one is begun, and what the outbox still has is sent again.",
        };
}
