using Microsoft.Data.Sqlite;
using Quartz;

namespace CyberWatch.Infra.Schedule;

/// <summary>
/// The store of triggers, a SQLite file of its own so that its writers wait for nobody else. Worker and dashboard use the same one: the
/// worker's scheduler runs, the dashboard's is never started and only adds.
/// </summary>
public static class ScheduleStore
{
    public const string SchedulerName = "cyberwatch";

    /// <summary>How soon a running scheduler notices what another process has added.</summary>
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
