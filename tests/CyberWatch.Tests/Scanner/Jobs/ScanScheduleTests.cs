using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Infra.Schedule;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CyberWatch.Tests.Scanner.Jobs;

/// <summary>Triggers in a real store, each start of the worker with a scheduler of its own.</summary>
public sealed class ScanScheduleTests : RegistryTest
{
    private const string One = "990000001";
    private const string Other = "990000002";
    private static readonly ScheduleOptions AtNight = new();

    protected override async Task FillAsync()
    {
        await Data.AddAsync(TemporaryData.Hospital(One), TemporaryData.Hospital(Other), MandateSeed.Of(One));
    }

    [Fact]
    public async Task One_trigger_is_for_all_establishments_and_what_is_stored_as_it_should_be_is_left_alone()
    {
        await using (var worker = Worker(AtNight))
            await SyncAsync(worker);
        Change("UPDATE QRTZ_TRIGGERS SET DESCRIPTION = 'as it was'");

        await using var next = Worker(AtNight);
        await SyncAsync(next);

        Assert.Equal(["as it was"], Read("SELECT DESCRIPTION FROM QRTZ_TRIGGERS"));
        Assert.Equal(["0 * * * * ?"], Read("SELECT CRON_EXPRESSION FROM QRTZ_CRON_TRIGGERS"));
    }

    [Fact]
    public async Task Each_time_zone_keeps_its_standings_half_an_hour_after_the_window_of_scans()
    {
        var island = TemporaryData.Hospital("990000003");
        island.TimeZone = "Indian/Reunion";
        await Data.AddAsync(island, MandateSeed.Of("990000003"));
        await using var worker = Worker(AtNight);

        await worker.GetRequiredService<StandingSync>().RunAsync(Token);
        await SyncAsync(worker);
        await worker.GetRequiredService<StandingSync>().RunAsync(Token);

        const string Kept = "FROM QRTZ_CRON_TRIGGERS WHERE TRIGGER_GROUP = 'standings' ORDER BY TRIGGER_NAME";
        Assert.Equal(["0 0 6 * * ?", "0 0 6 * * ?"], Read($"SELECT CRON_EXPRESSION {Kept}"));
        Assert.Equal(["Europe/Paris", "Indian/Reunion"], Read($"SELECT TIME_ZONE_ID {Kept}"));
    }

    [Fact]
    public async Task Schedule_killed_scan_not_resumed_what_was_due_while_no_worker_ran_is_planned_once()
    {
        var window = LastHours();
        await using (var worker = Worker(window))
            await SyncAsync(worker);
        var killed = TimeProvider.System.GetUtcNow().AddHours(-5);
        Change($"UPDATE QRTZ_TRIGGERS SET PREV_FIRE_TIME = {killed.UtcTicks}, NEXT_FIRE_TIME = {killed.AddMinutes(1).UtcTicks}");
        LeaveFiring("plan", killed);

        await using var next = Worker(window);
        var scheduler = await next.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        var work = next.GetRequiredService<ScheduleWork>();
        await work.StartAsync(Token);
        // the comparison has every chance to come first
        await Task.Delay(300, Token);
        await scheduler.Start(Token);
        await FirstScanAsync();
        await work.StopAsync(Token);
        await scheduler.Shutdown(waitForJobsToComplete: true, Token);

        await using var context = Data.CreateDbContext();
        Assert.Equal(
            [One],
            await context.Scans.Where(row => row.Kind == ScanKind.Light).Select(row => row.Finess).ToListAsync(Token)
        );
    }

    /// <summary>A window that began three hours ago and ended an hour ago.</summary>
    private static ScheduleOptions LastHours()
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var shown = TimeOnly.FromDateTime(now.DateTime);
        return new ScheduleOptions { From = shown.AddHours(-3), Until = shown.AddHours(-1) };
    }

    /// <summary>What is in the store after a SIGKILL in the middle of a firing.</summary>
    private void LeaveFiring(string trigger, DateTimeOffset planned) =>
        Change(
            $"""
            INSERT INTO QRTZ_FIRED_TRIGGERS (SCHED_NAME, ENTRY_ID, TRIGGER_NAME, TRIGGER_GROUP, INSTANCE_NAME, FIRED_TIME, SCHED_TIME,
                PRIORITY, STATE, JOB_NAME, JOB_GROUP, IS_NONCONCURRENT, REQUESTS_RECOVERY)
            SELECT SCHED_NAME, 'killed', TRIGGER_NAME, TRIGGER_GROUP, 'NON_CLUSTERED', {planned.UtcTicks}, {planned.UtcTicks},
                5, 'EXECUTING', JOB_NAME, JOB_GROUP, 0, 1 FROM QRTZ_TRIGGERS WHERE TRIGGER_NAME = '{trigger}'
            """
        );

    private Task FirstScanAsync() =>
        Eventually.TrueAsync(async () =>
        {
            await using var context = Data.CreateDbContext();
            return await context.Scans.AnyAsync(Token);
        });

    private static Task SyncAsync(ServiceProvider worker) => worker.GetRequiredService<ScanSchedule>().RunAsync(Token);

    private ServiceProvider Worker(ScheduleOptions options) =>
        new ServiceCollection()
            .AddLogging()
            .AddScheduleStore(new ScheduleStoreOptions(), Data.Folder, 1)
            .AddSingleton<IDbContextFactory<RegistryContext>>(Data)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Options.Create(options))
            .AddSingleton<RegistryWrites>()
            .AddSingleton<ScanPlanner>()
            .AddSingleton<ScanSchedule>()
            .AddSingleton<StandingSync>()
            .AddSingleton<StandingKeeper>()
            .AddSingleton<LetterSchedule>()
            .AddSingleton<ScheduleWork>()
            .BuildServiceProvider();

    private List<string> Read(string query)
    {
        using var connection = Open();
        using var command = Command(connection, query);
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return values;
    }

    private void Change(string statement)
    {
        using var connection = Open();
        using var command = Command(connection, statement);
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Data.Folder.Schedule}");
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
