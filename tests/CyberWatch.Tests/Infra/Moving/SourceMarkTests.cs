using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Moving;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CyberWatch.Tests.Infra.Moving;

/// <summary>A registry file on its way elsewhere: nobody changes it, nobody starts on it, and it can be given up.</summary>
[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class SourceMarkTests : RegistryTest
{
    private const string There = "cyberwatch on db.example:5432";

    private SourceMark Mark => new(Data.Writes(), TimeProvider.System);

    protected override Task FillAsync() => Data.AddAsync(TemporaryData.Hospital());

    [Fact]
    public async Task From_the_first_moment_on_nobody_changes_anything_until_it_is_given_up()
    {
        await Mark.BeginAsync(MoveKind.Registry, There, Token);

        await using (var context = Data.CreateDbContext())
        {
            await Assert.ThrowsAsync<DbUpdateException>(() => Data.AddAsync(TemporaryData.Hospital("990000002")));
            await Assert.ThrowsAsync<SqliteException>(() => context.Establishments.ExecuteDeleteAsync(Token));
            await Assert.ThrowsAsync<SqliteException>(() =>
                context.Establishments.ExecuteUpdateAsync(row => row.SetProperty(one => one.Name, "other"), Token)
            );
            Assert.Equal(1, await context.Establishments.CountAsync(Token));
        }

        Assert.Equal(1, await Mark.GiveUpAsync(Token));
        await Data.AddAsync(TemporaryData.Hospital("990000002"));
        Assert.Equal(0, await Mark.GiveUpAsync(Token));
    }

    [Theory]
    [InlineData(MoveKind.Registry, false, "the move did not end")]
    [InlineData(MoveKind.Registry, true, "Set Registry:Provider=Postgres")]
    [InlineData(MoveKind.Findings, false, "the move did not end")]
    [InlineData(MoveKind.Findings, true, "Set Findings:Provider=Elastic")]
    public async Task Whoever_starts_on_it_is_told_where_it_went(MoveKind kind, bool ended, string words)
    {
        await Mark.BeginAsync(kind, There, Token);
        if (ended)
            await Mark.EndAsync(kind, Token);
        await using var context = Data.CreateDbContext();

        var fault = await Assert.ThrowsAsync<IOException>(() => Moved(onServers: false).RefuseAsync(context, Token));

        Assert.Contains(There, fault.Message, StringComparison.Ordinal);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        await Moved(onServers: true).RefuseAsync(context, Token);
    }

    [Fact]
    public async Task One_that_ended_stays_moved()
    {
        await Mark.BeginAsync(MoveKind.Registry, There, Token);
        await Mark.EndAsync(MoveKind.Registry, Token);

        Assert.Equal(0, await Mark.GiveUpAsync(Token));
        await Assert.ThrowsAsync<DbUpdateException>(() => Data.AddAsync(TemporaryData.Hospital("990000002")));
    }

    [Fact]
    public async Task A_move_that_was_killed_is_found_again_and_another_place_is_refused()
    {
        var first = await Mark.BeginAsync(MoveKind.Registry, There, Token);

        Assert.Equal(first.Token, (await Mark.BeginAsync(MoveKind.Registry, There, Token)).Token);
        var fault = await Assert.ThrowsAsync<IOException>(() => Mark.BeginAsync(MoveKind.Registry, "elsewhere", Token));
        Assert.Contains("--give-up", fault.Message, StringComparison.Ordinal);
    }

    private static MovedAway Moved(bool onServers) =>
        new(
            Options.Create(new RegistryOptions { Provider = onServers ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite }),
            Options.Create(
                new FindingIndexOptions { Provider = onServers ? FindingIndexProvider.Elastic : FindingIndexProvider.Sqlite }
            )
        );

    [Fact]
    public async Task A_place_without_room_is_told_with_both_ways_out()
    {
        var to = new RegistryOptions { Provider = DatabaseProvider.Postgres, Address = "Host=127.0.0.1;Database=new" };
        var full = new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            SourceMark.UnlessUnfinishedAsync<int>(() => throw new DbUpdateException("", full), to)
        );

        Assert.Contains(
            "has no room left. Free some on the server's disk. The move did not end",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("--give-up", fault.Message, StringComparison.Ordinal);
    }
}
