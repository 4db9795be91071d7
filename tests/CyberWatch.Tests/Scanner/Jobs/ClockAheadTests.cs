using CyberWatch.Infra.Schedule;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Quartz;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class ClockAheadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A worker that ran while its clock was years ahead has put the next firing years ahead too.</summary>
    [Fact]
    public async Task A_firing_that_a_wrong_clock_put_years_ahead_is_put_back()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync(TemporaryData.Hospital(), MandateSeed.Of());
        await using var worker = Worker(data);
        var letters = worker.GetRequiredService<LetterSchedule>();
        await letters.RunAsync(Token);
        var right = await NextAsync(worker);
        await AheadAsync(data);

        await letters.RunAsync(Token);

        Assert.Equal(right, await NextAsync(worker));
    }

    private static async Task<DateTimeOffset> NextAsync(ServiceProvider worker)
    {
        var scheduler = await worker.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        return (await scheduler.GetTrigger(new TriggerKey("Europe/Paris", "letters"), Token))!.NextFireTimeUtc!.Value;
    }

    private static async Task AheadAsync(TemporaryData data)
    {
        await using var connection = new SqliteConnection($"Data Source={data.Folder.Schedule}");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = $due";
        command.Parameters.AddWithValue("$due", TimeProvider.System.GetUtcNow().AddYears(4).UtcTicks);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    private static ServiceProvider Worker(TemporaryData data) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Microsoft.EntityFrameworkCore.IDbContextFactory<CyberWatch.Infra.Registry.RegistryContext>>(data)
            .AddScheduleStore(new ScheduleStoreOptions(), data.Folder, 1)
            .AddSingleton<LetterSchedule>()
            .BuildServiceProvider();
}
