using CyberWatch.EndToEnd.Jobs;
using CyberWatch.EndToEnd.Mail;
using CyberWatch.EndToEnd.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>A whole installation from files to PostgreSQL by the verb, in a process of its own that may be killed.</summary>
public sealed class MoveToServersTests : IAsyncLifetime
{
    private TemporaryData _data = null!;
    private readonly PostgresPrograms _server = new(PostgresServer.Shared, migrated: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private string Address => PostgresServer.Shared.AddressOf(_server.Database);
    private string[] Move =>
        ["move", "--to-registry", Address, "--data", _data.Path, $"--Registry:PasswordFile={_server.PasswordFile}"];

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        await using var context = _data.CreateDbContext();
        await new RegistrySeed(TimeProvider.System.GetUtcNow()).FillAsync(context, Token);
        await context.Workers.ExecuteDeleteAsync(Token);
        context.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "key-1", Xml = "<key/>" });
        context.Outbox.AddRange(Enumerable.Range(0, 20).Select(n => Waiting($"k{n}")));
        await context.SaveChangesAsync(Token);
        // the highest number is of a row that is gone
        await context.Outbox.Where(row => row.DocumentKey == "k19").ExecuteDeleteAsync(Token);
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Everything_is_there_and_the_file_refuses_from_then_on()
    {
        var numbers = await NumbersAsync();

        var (status, output) = await ScannerCommand.RunAsync(Move);

        Assert.True(status == 0, output);
        Assert.DoesNotContain(PostgresServer.Password, output, StringComparison.Ordinal);
        await MovedRows.AssertAlikeAsync(_data, _server, Token);
        await using var context = _server.CreateDbContext();
        context.Outbox.Add(Waiting("new"));
        await context.SaveChangesAsync(Token);
        Assert.True(
            await context.Outbox.MaxAsync(row => row.Id, Token) > numbers,
            "an older number would never replace a newer document"
        );
        await AssertFileRefusesAsync();
        var (listed, rows) = await _server.RunAsync("establishments", "list");
        Assert.True(listed == 0, rows);
        Assert.Contains(RegistrySeed.TilleulsName, rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_is_run_again_and_nothing_is_missing_or_twice()
    {
        await using (var context = _data.CreateDbContext())
        {
            context.Audit.AddRange(Enumerable.Range(0, 30_000).Select(Line));
            await context.SaveChangesAsync(Token);
        }

        using (var first = new MovingProcess(Move))
        {
            await Eventually.TrueAsync(IsCopyingAsync, seconds: 90, () => first.Said);
            first.Kill();
        }

        var (refused, why) = await ScannerCommand.RunAsync("establishments", "list", "--data", _data.Path);
        Assert.True(refused == 1, why);
        Assert.Contains("the move did not end", why, StringComparison.Ordinal);
        var (status, output) = await ScannerCommand.RunAsync(Move);
        Assert.True(status == 0, output);
        await MovedRows.AssertAlikeAsync(_data, _server, Token);
        var (again, said) = await ScannerCommand.RunAsync(Move);
        Assert.True(again == 0, said);
        Assert.Contains("had been copied before", said, StringComparison.Ordinal);
        await MovedRows.AssertAlikeAsync(_data, _server, Token);
    }

    [Fact]
    public async Task What_came_due_meanwhile_is_planned_anew()
    {
        await _data.AddAsync(MandateSeed.Of(RegistrySeed.SansMandat));
        using (var worker = new WorkerProcess(_data.Path))
        {
            await Eventually.TrueAsync(() => Triggers() > 2, seconds: 60, () => worker.Said);
        }

        var here = Triggers();
        MakeDue();
        await using (var context = _data.CreateDbContext())
            await context.Workers.ExecuteDeleteAsync(Token);

        var (status, output) = await ScannerCommand.RunAsync(Move);

        Assert.True(status == 0, output);
        Assert.Contains($"{here} triggers planned anew", output, StringComparison.Ordinal);
        var due = await ReadAsync(
            "select count(*) from qrtz_triggers where next_fire_time <= " + TimeProvider.System.GetUtcNow().UtcTicks
        );
        Assert.Equal(here, due);
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_left_alone_and_the_move_can_be_given_up()
    {
        await _server.RunAsync("registry", "migrate");
        await using (var context = _server.CreateDbContext())
        {
            context.Establishments.Add(TemporaryData.Hospital("990000099"));
            await context.SaveChangesAsync(Token);
        }

        var (status, output) = await ScannerCommand.RunAsync(Move);

        Assert.True(status == 1, output);
        Assert.Contains("is not empty: Establishments has rows", output, StringComparison.Ordinal);
        await using (var there = _server.CreateDbContext())
            Assert.Equal((1, 0), (await there.Establishments.CountAsync(Token), await there.Users.CountAsync(Token)));
        var (given, words) = await ScannerCommand.RunAsync("move", "--give-up", "--data", _data.Path);
        Assert.True(given == 0, words);
        await _data.AddAsync(Waiting("written again"));
        Assert.Equal(0, (await ScannerCommand.RunAsync("establishments", "list", "--data", _data.Path)).Status);
    }

    [Fact]
    public async Task While_a_worker_works_nothing_moves()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _data.AddAsync(
            new Worker
            {
                Name = "ouvrier-7",
                StartedAt = now,
                LastSeen = now,
            }
        );

        var (status, output) = await ScannerCommand.RunAsync(Move);

        Assert.True(status == 1, output);
        Assert.Contains("ouvrier-7", output, StringComparison.Ordinal);
        await _data.AddAsync(Waiting("written"));
    }

    private async Task AssertFileRefusesAsync()
    {
        foreach (var verb in (string[])["establishments list", "serve"])
        {
            var (status, output) = await ScannerCommand.RunAsync([.. verb.Split(' '), "--data", _data.Path]);
            Assert.True(status == 1, output);
            Assert.Contains($"moved to {_server.Database} on 127.0.0.1", output, StringComparison.Ordinal);
            Assert.Contains("Set Registry:Provider=Postgres", output, StringComparison.Ordinal);
        }

        // a program that was started before
        var late = await Assert.ThrowsAsync<DbUpdateException>(() => _data.AddAsync(Waiting("late")));
        Assert.Contains("moved elsewhere", late.InnerException!.Message, StringComparison.Ordinal);
    }

    /// <summary>How far the numbers of the outbox went.</summary>
    private async Task<long> NumbersAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Outbox.MaxAsync(row => row.Id, Token) + 1;
    }

    private async Task<bool> IsCopyingAsync() =>
        await ReadAsync(
            $"select count(*) from pg_stat_activity where datname = '{_server.Database}' and query ilike 'insert into \"Audit\"%'"
        ) > 0;

    private async Task<long> ReadAsync(string query)
    {
        await using var connection = new NpgsqlConnection(
            PostgresServer.Shared.ConnectionOf(_server.Database) + ";Pooling=false"
        );
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private long Triggers() => Schedule("select count(*) from QRTZ_TRIGGERS");

    /// <summary>Each trigger waits for a firing of its own that passed while nobody worked.</summary>
    private void MakeDue()
    {
        var since = TimeProvider.System.GetUtcNow().AddDays(-8);
        using var connection = new SqliteConnection($"Data Source={_data.Folder.Schedule};Default Timeout=10");
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
        if (!File.Exists(_data.Folder.Schedule))
            return 0;
        using var connection = new SqliteConnection($"Data Source={_data.Folder.Schedule};Default Timeout=10");
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

    private static OutboxFinding Waiting(string key) =>
        new()
        {
            Finess = RegistrySeed.Vauclair,
            DocumentKey = key,
            Document = "{}",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

    private static AuditEntry Line(int number) =>
        new()
        {
            At = DateTimeOffset.UnixEpoch.AddSeconds(number),
            Actor = "scan",
            Action = "made-for-a-test",
            Subject = $"{number}",
        };
}
