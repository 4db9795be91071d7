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
public sealed class ScheduleSyncTests : IAsyncLifetime
{
    private const string One = "990000001";
    private const string Other = "990000002";
    private static readonly ScheduleOptions AtNight = new();
    private static readonly ScheduleOptions AtNoon = new() { From = new(12, 0), Until = new(12, 1) };
    private TemporaryData _data = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        await _data.AddAsync(TemporaryData.Hospital(One), TemporaryData.Hospital(Other), MandateSeed.Of(One));
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_mandate_brings_its_triggers_and_takes_them_along_when_it_goes()
    {
        await using var worker = Worker(AtNight);
        await SyncAsync(worker);
        Assert.Equal([$"{One}|Full", $"{One}|Light"], Read("SELECT TRIGGER_NAME FROM QRTZ_TRIGGERS ORDER BY 1"));

        await using (var context = _data.CreateDbContext())
            await context.Mandates.ExecuteDeleteAsync(Token);
        await _data.AddAsync(MandateSeed.Of(Other));
        await SyncAsync(worker);

        Assert.Equal([$"{Other}|Full", $"{Other}|Light"], Read("SELECT TRIGGER_NAME FROM QRTZ_TRIGGERS ORDER BY 1"));
        Assert.Equal([$"{Other}|Full", $"{Other}|Light"], Read("SELECT JOB_NAME FROM QRTZ_JOB_DETAILS ORDER BY 1"));
    }

    [Fact]
    public async Task What_is_stored_as_it_should_be_is_left_alone()
    {
        await using (var worker = Worker(AtNight))
            await SyncAsync(worker);
        Change("UPDATE QRTZ_TRIGGERS SET DESCRIPTION = 'as it was'");

        await using var next = Worker(AtNight);
        await SyncAsync(next);

        Assert.Equal(["as it was", "as it was"], Read("SELECT DESCRIPTION FROM QRTZ_TRIGGERS"));
    }

    [Fact]
    public async Task A_changed_window_moves_the_triggers()
    {
        await using (var worker = Worker(AtNight))
            await SyncAsync(worker);

        await using var next = Worker(AtNoon);
        await SyncAsync(next);

        var crons = Read("SELECT CRON_EXPRESSION FROM QRTZ_CRON_TRIGGERS");
        Assert.Equal(2, crons.Count);
        Assert.All(crons, cron => Assert.Contains(" 0 12 ", cron, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_time_zone_keeps_its_standings_half_an_hour_after_the_window_of_scans()
    {
        var island = TemporaryData.Hospital("990000003");
        island.TimeZone = "Indian/Reunion";
        await _data.AddAsync(island, MandateSeed.Of("990000003"));
        await using var worker = Worker(AtNight);

        await worker.GetRequiredService<StandingSync>().RunAsync(Token);
        await SyncAsync(worker);
        await worker.GetRequiredService<StandingSync>().RunAsync(Token);

        const string Kept = "FROM QRTZ_CRON_TRIGGERS WHERE TRIGGER_GROUP = 'standings' ORDER BY TRIGGER_NAME";
        Assert.Equal(["0 0 6 * * ?", "0 0 6 * * ?"], Read($"SELECT CRON_EXPRESSION {Kept}"));
        Assert.Equal(["Europe/Paris", "Indian/Reunion"], Read($"SELECT TIME_ZONE_ID {Kept}"));
    }

    [Fact]
    public async Task Schedule_killed_scan_not_resumed_because_its_trigger_is_declared_anew_before_recovery()
    {
        await using (var worker = Worker(AtNight))
            await SyncAsync(worker);
        LeaveFiring($"{One}|Light", new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero));

        await using var next = Worker(AtNoon);
        var scheduler = await next.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        var work = next.GetRequiredService<ScheduleWork>();
        await work.StartAsync(Token);
        // the comparison has every chance to come first
        await Task.Delay(300, Token);
        await scheduler.Start(Token);

        Assert.Equal($"{One}|light|2026-11-20", (await FirstScanAsync()).Slot);
        await Eventually.TrueAsync(() =>
            Read("SELECT CRON_EXPRESSION FROM QRTZ_CRON_TRIGGERS WHERE TRIGGER_GROUP = 'scans'")
                .All(cron => cron.Contains(" 0 12 ", StringComparison.Ordinal))
        );
        await work.StopAsync(Token);
        await scheduler.Shutdown(waitForJobsToComplete: true, Token);
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

    private async Task<Scan> FirstScanAsync()
    {
        Scan? row = null;
        await Eventually.TrueAsync(() =>
        {
            using var context = _data.CreateDbContext();
            return (row = context.Scans.AsNoTracking().FirstOrDefault()) is not null;
        });
        return row!;
    }

    private static Task SyncAsync(ServiceProvider worker) => worker.GetRequiredService<ScheduleSync>().RunAsync(Token);

    private ServiceProvider Worker(ScheduleOptions options) =>
        new ServiceCollection()
            .AddLogging()
            .AddScheduleStore(new ScheduleStoreOptions(), _data.Folder, 1)
            .AddSingleton<IDbContextFactory<RegistryContext>>(_data)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Options.Create(options))
            .AddSingleton<RegistryWrites>()
            .AddSingleton<RegistryClock>()
            .AddSingleton<DueScans>()
            .AddSingleton<ScheduleSync>()
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
        var connection = new SqliteConnection($"Data Source={_data.Folder.Schedule}");
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
