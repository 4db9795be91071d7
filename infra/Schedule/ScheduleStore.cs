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

    public static IServiceCollection AddScheduleStore(this IServiceCollection services, DataFolder folder, int threads) =>
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.IdleWaitTime = Look);
            quartz.UseDefaultThreadPool(threads);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(
                    new SqliteConnectionStringBuilder { DataSource = folder.Schedule, DefaultTimeout = 30 }.ConnectionString
                );
                store.ProvisionSchema();
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
            });
        });
}
