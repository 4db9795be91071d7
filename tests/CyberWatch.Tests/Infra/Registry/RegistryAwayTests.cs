using System.Net.Sockets;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CyberWatch.Tests.Infra.Registry;

/// <summary>An outage is waited for, a bug is told: the two must not be taken for each other.</summary>
public sealed class RegistryAwayTests : RegistryTest
{
    [Theory]
    [InlineData("08006", true)] // connection failure
    [InlineData("57P01", true)] // the server is told to stop
    [InlineData("57P03", true)] // and starts again
    [InlineData("57014", true)] // a statement took too long
    [InlineData("53300", true)] // too many connections
    [InlineData("53100", true)] // its disk is full
    [InlineData("40001", true)] // another writer came first, twelve times
    [InlineData("40P01", true)]
    [InlineData("25006", true)] // a standby
    [InlineData("42601", false)] // syntax
    [InlineData("42P01", false)] // no such table
    [InlineData("42501", false)] // not allowed
    [InlineData("23505", false)] // unique key
    [InlineData("23502", false)] // not null
    [InlineData("22P02", false)] // not of the column's type
    public void A_server_that_answers_is_away_only_where_it_says_so(string state, bool isAway)
    {
        var told = new PostgresException("message", "ERROR", "ERROR", state);

        Assert.Equal(isAway, RegistryAway.Is(told));
        Assert.Equal(isAway, RegistryAway.Is(new DbUpdateException("could not save", told)));
    }

    [Fact]
    public void A_server_that_is_silent_or_hangs_up_is_away()
    {
        Exception[] silences =
        [
            new NpgsqlException("connect", new SocketException((int)SocketError.ConnectionRefused)),
            new NpgsqlException("reading", new EndOfStreamException()),
            new NpgsqlException("reading", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))),
            new NpgsqlException("a command took too long", new TimeoutException()),
            new InvalidOperationException("likely transient", new NpgsqlException("reading", new IOException())),
            new TimeoutException(),
        ];

        Assert.All(silences, silence => Assert.True(RegistryAway.Is(silence), silence.Message));
        Assert.False(RegistryAway.Is(new NpgsqlException("No password has been provided")));
        Assert.False(RegistryAway.Is(new InvalidOperationException("a sequence has no elements")));
    }

    [Theory]
    [InlineData(5, true)] // busy
    [InlineData(6, true)] // locked
    [InlineData(8, true)] // read only
    [InlineData(10, true)] // the disk fails
    [InlineData(13, true)] // is full
    [InlineData(14, true)] // cannot be opened
    [InlineData(1, false)] // the statement is wrong
    [InlineData(19, false)] // a key is violated
    [InlineData(20, false)] // a type is wrong
    public void A_file_is_away_only_where_it_cannot_be_used_now(int code, bool isAway) =>
        Assert.Equal(isAway, RegistryAway.Is(new SqliteException("message", code)));

    [Fact]
    public async Task A_wrong_statement_and_a_wrong_row_are_bugs_whatever_keeps_the_registry()
    {
        await Data.AddAsync(TemporaryData.Hospital());
        await using var context = Data.CreateDbContext();

        var statement = await Assert.ThrowsAnyAsync<Exception>(() =>
            context.Database.ExecuteSqlRawAsync("select nothing from nowhere", Token)
        );
        var row = await Assert.ThrowsAnyAsync<DbUpdateException>(() => Data.AddAsync(TemporaryData.Hospital()));

        Assert.False(RegistryAway.Is(statement), statement.Message);
        Assert.False(RegistryAway.Is(row), row.Message);
    }
}
