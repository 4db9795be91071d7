using Microsoft.Data.Sqlite;
using Quartz;

namespace CyberWatch.Infra.Schedule;

/// <summary>
/// The store of triggers, a SQLite file of its own so that its writers wait for nobody else. Only workers use it: who wants a scan at once
/// puts a row with <see cref="Registry.DueScans"/>.
/// </summary>
public static class ScheduleStore
{
    /// <summary>How soon a running scheduler notices what another worker has changed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Asks the file before Quartz does, which would end the program with a stack.</summary>
    /// <exception cref="IOException">The file is damaged, another kind of file, or cannot be opened; the message says what to do.</exception>
    public static async Task CheckAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(Connection(folder));
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

    public static IServiceCollection AddScheduleStore(this IServiceCollection services, DataFolder folder, int threads) =>
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.IdleWaitTime = Look);
            quartz.UseDefaultThreadPool(threads);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(Connection(folder));
                store.ProvisionSchema();
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
            });
        });

    private static string Connection(DataFolder folder) =>
        new SqliteConnectionStringBuilder { DataSource = folder.Schedule, DefaultTimeout = 30 }.ConnectionString;
}
