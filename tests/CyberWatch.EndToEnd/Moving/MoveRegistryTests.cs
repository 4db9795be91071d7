using CyberWatch.EndToEnd.Jobs;
using CyberWatch.EndToEnd.Mail;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>All rows from the file to PostgreSQL by the verb, in a process of its own that may be killed.</summary>
public sealed class MoveRegistryTests : IAsyncLifetime
{
    private readonly MovedInstallation _here = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _here.FillAsync(Token);

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task Everything_is_there_and_the_file_refuses_from_then_on()
    {
        var numbers = await NumbersAsync();

        var (status, output) = await _here.MoveAsync();

        Assert.True(status == 0, output);
        Assert.DoesNotContain(PostgresServer.Password, output, StringComparison.Ordinal);
        await MovedRows.AssertAlikeAsync(_here.Data, _here.Server, Token);
        await using var context = _here.Server.CreateDbContext();
        context.Outbox.Add(MovedInstallation.Waiting("new"));
        await context.SaveChangesAsync(Token);
        Assert.True(
            await context.Outbox.MaxAsync(row => row.Id, Token) > numbers,
            "an older number would never replace a newer document"
        );
        await AssertFileRefusesAsync();
        var (listed, rows) = await _here.Server.RunAsync("establishments", "list");
        Assert.True(listed == 0, rows);
        Assert.Contains(RegistrySeed.TilleulsName, rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_is_run_again_and_nothing_is_missing_or_twice()
    {
        await using (var context = _here.Data.CreateDbContext())
        {
            context.Audit.AddRange(Enumerable.Range(0, 30_000).Select(Line));
            await context.SaveChangesAsync(Token);
        }

        using (var first = new RunningScanner([], _here.Move))
        {
            await Eventually.TrueAsync(IsCopyingAsync, seconds: 90, () => first.Said);
            first.KillMidway();
        }

        var (refused, why) = await ScannerCommand.RunAsync("establishments", "list", "--data", _here.Data.Path);
        Assert.True(refused == 1, why);
        Assert.Contains("the move did not end", why, StringComparison.Ordinal);
        var (status, output) = await _here.MoveAsync();
        Assert.True(status == 0, output);
        await MovedRows.AssertAlikeAsync(_here.Data, _here.Server, Token);
        var (again, said) = await _here.MoveAsync();
        Assert.True(again == 0, said);
        Assert.Contains("had been copied before", said, StringComparison.Ordinal);
        await MovedRows.AssertAlikeAsync(_here.Data, _here.Server, Token);
    }

    private async Task AssertFileRefusesAsync()
    {
        foreach (var verb in (string[])["establishments list", "serve"])
        {
            var (status, output) = await ScannerCommand.RunAsync([.. verb.Split(' '), "--data", _here.Data.Path]);
            Assert.True(status == 1, output);
            Assert.Contains($"moved to {_here.Server.Database} on 127.0.0.1", output, StringComparison.Ordinal);
            Assert.Contains("Set Registry:Provider=Postgres", output, StringComparison.Ordinal);
        }

        // a program that was started before
        var late = await Assert.ThrowsAsync<DbUpdateException>(() => _here.Data.AddAsync(MovedInstallation.Waiting("late")));
        Assert.Contains("moved elsewhere", late.InnerException!.Message, StringComparison.Ordinal);
    }

    /// <summary>How far the numbers of the outbox went.</summary>
    private async Task<long> NumbersAsync()
    {
        await using var context = _here.Data.CreateDbContext();
        return await context.Outbox.MaxAsync(row => row.Id, Token) + 1;
    }

    private async Task<bool> IsCopyingAsync() =>
        await _here.ReadAsync(
            $"select count(*) from pg_stat_activity where datname = '{_here.Server.Database}' and query ilike 'insert into \"Audit\"%'"
        ) > 0;

    private static AuditEntry Line(int number) =>
        new()
        {
            At = DateTimeOffset.UnixEpoch.AddSeconds(number),
            Actor = "scan",
            Action = "made-for-a-test",
            Subject = $"{number}",
        };
}
