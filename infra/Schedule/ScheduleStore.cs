using CyberWatch.Infra.Databases;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Infra.Schedule;

/// <summary>
/// The store of triggers: a SQLite file of its own, so that its writers wait for nobody else, or a PostgreSQL database, where several workers
/// are one cluster and one takes over when another dies. Only workers use it: who wants a scan at once puts a row with
/// <see cref="Registry.DueScans"/>.
/// </summary>
public static class ScheduleStore
{
    /// <summary>How soon a running scheduler notices what another worker has changed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>How often workers of a cluster show that they live; one that misses it by some seconds is taken over.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    /// <exception cref="OptionsValidationException">The address of the server is not what it must be.</exception>
    public static IServiceCollection AddScheduleStore(
        this IServiceCollection services,
        ScheduleStoreOptions options,
        DataFolder folder,
        int threads
    ) =>
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.IdleWaitTime = Look);
            quartz.UseDefaultThreadPool(threads);
            quartz.UsePersistentStore(store => Use(store, options, folder));
        });

    /// <summary>Makes what is missing of Quartz's tables on a server, by a scheduler of another name that has nothing to fire.</summary>
    internal static async Task ProvisionAsync(ScheduleStoreOptions options, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "migration");
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(options.ConnectionString);
                store.ProvisionSchema();
            });
        });
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        await scheduler.Start(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }

    private static void Use(IPersistentStoreBuilder store, ScheduleStoreOptions options, DataFolder folder)
    {
        store.ConfigureStore(quartz => quartz.StoreJobDataAsStrings = true);
        if (options.Provider == DatabaseProvider.Postgres)
        {
            store.UsePostgres(options.ConnectionString);
            store.UseClustering(cluster => cluster.CheckinInterval = CheckIn);
        }
        else
        {
            store.UseSqlite(ScheduleReadiness.FileConnection(folder));
            store.ProvisionSchema();
        }
    }
}
