using System.Data.Common;
using CyberWatch.Infra.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CyberWatch.Infra.Schedule;

/// <summary>Asks the store of triggers before Quartz does, which would end the program with a stack.</summary>
public sealed partial class ScheduleReadiness(
    IOptions<ScheduleStoreOptions> options,
    DataFolder folder,
    TimeProvider clock,
    ILogger<ScheduleReadiness> logger
)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Returns once the store can be used. A file is made by Quartz itself; on a server the tables are waited for.</summary>
    /// <exception cref="IOException">The store is damaged, another kind of file, or cannot be opened; the message says what to do.</exception>
    public Task RunAsync(CancellationToken cancellationToken) =>
        options.Value.Provider == DatabaseProvider.Postgres
            ? AskingServerAsync(WaitAsync, cancellationToken)
            : CheckFileAsync(cancellationToken);

    /// <summary>Makes the tables on a server, where they are missing. True when it did.</summary>
    /// <exception cref="IOException">As above.</exception>
    public Task<bool> MigrateAsync(CancellationToken cancellationToken) =>
        options.Value.Provider == DatabaseProvider.Postgres
            ? AskingServerAsync(MakeTablesAsync, cancellationToken)
            : Task.FromResult(false);

    internal static string FileConnection(DataFolder folder) =>
        new SqliteConnectionStringBuilder { DataSource = folder.Schedule, DefaultTimeout = 30 }.ConnectionString;

    private async Task CheckFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(FileConnection(folder));
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from sqlite_master";
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (SqliteException fault)
        {
            throw new IOException(
                $"{folder.Schedule} cannot be used ({fault.Message}). Move it away: the worker makes it anew from the mandates.",
                fault
            );
        }
    }

    private async Task<T> AskingServerAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var connection = new NpgsqlConnection(options.Value.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return await work(connection, cancellationToken);
        }
        catch (DbException fault) when (PostgresFaults.WhyUnusable(fault, options.Value) is { } sentence)
        {
            throw new IOException(sentence, fault);
        }
    }

    private async Task<bool> WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var told = false; !await HasTablesAsync(connection, cancellationToken); told = true)
        {
            if (!told)
                LogWaiting(options.Value.Shown);
            await Task.Delay(Look, clock, cancellationToken);
        }

        return true;
    }

    private async Task<bool> MakeTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await HasTablesAsync(connection, cancellationToken))
            return false;
        await ScheduleStore.ProvisionAsync(options.Value, cancellationToken);
        return true;
    }

    private static async Task<bool> HasTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // the last table that Quartz makes would do; its lock table is the one that a cluster begins with
        command.CommandText = "select to_regclass('qrtz_locks') is not null and to_regclass('qrtz_triggers') is not null";
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Place} has no tables of the schedule yet. Run 'infra/cyberwatch registry migrate' with these settings; this waits for it."
    )]
    private partial void LogWaiting(string place);
}
