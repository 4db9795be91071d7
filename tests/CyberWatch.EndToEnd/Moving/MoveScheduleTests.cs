using CyberWatch.EndToEnd.Jobs;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>The triggers of the file anew on PostgreSQL, with what came due while everything stood still.</summary>
public sealed class MoveScheduleTests : IAsyncLifetime
{
    private readonly MovedInstallation _here = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _here.FillAsync(Token);

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task What_came_due_meanwhile_is_planned_anew()
    {
        await _here.Data.AddAsync(MandateSeed.Of(RegistrySeed.SansMandat));
        using (var worker = new WorkerProcess(_here.Data.Path))
        {
            await Eventually.TrueAsync(() => Triggers() > 2, seconds: 60, () => worker.Said);
        }

        var here = Triggers();
        MakeDue();
        await using (var context = _here.Data.CreateDbContext())
            await context.Workers.ExecuteDeleteAsync(Token);

        var (status, output) = await _here.MoveAsync();

        Assert.True(status == 0, output);
        Assert.Contains($"{here} triggers planned anew", output, StringComparison.Ordinal);
        var due = await _here.ReadAsync(
            "select count(*) from qrtz_triggers where next_fire_time <= " + TimeProvider.System.GetUtcNow().UtcTicks
        );
        Assert.Equal(here, due);
    }

    private long Triggers() => Schedule("select count(*) from QRTZ_TRIGGERS");

    /// <summary>Each trigger waits for a firing of its own that passed while nobody worked.</summary>
    private void MakeDue()
    {
        var since = TimeProvider.System.GetUtcNow().AddDays(-8);
        using var connection = new SqliteConnection($"Data Source={_here.Data.Folder.Schedule};Default Timeout=10");
        connection.Open();
        var missed = new List<(string Name, string Group, long Ticks)>();
        using (var read = connection.CreateCommand())
        {
            read.CommandText = "select TRIGGER_NAME, TRIGGER_GROUP, CRON_EXPRESSION, TIME_ZONE_ID from QRTZ_CRON_TRIGGERS";
            using var rows = read.ExecuteReader();
            while (rows.Read())
            {
                var zone = TimeZoneInfo.FindSystemTimeZoneById(rows.GetString(3));
                var cron = new CronExpression(rows.GetString(2), zone);
                missed.Add((rows.GetString(0), rows.GetString(1), cron.GetNextValidTimeAfter(since)!.Value.UtcTicks));
            }
        }

        foreach (var (name, group, ticks) in missed)
        {
            Schedule(
                $"update QRTZ_TRIGGERS set NEXT_FIRE_TIME = {ticks}, START_TIME = {ticks} where TRIGGER_NAME = '{name}' and TRIGGER_GROUP = '{group}' returning 1"
            );
        }
    }

    private long Schedule(string statement)
    {
        if (!File.Exists(_here.Data.Folder.Schedule))
            return 0;
        using var connection = new SqliteConnection($"Data Source={_here.Data.Folder.Schedule};Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        try
        {
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // its tables are not there yet
            return 0;
        }
    }
}
