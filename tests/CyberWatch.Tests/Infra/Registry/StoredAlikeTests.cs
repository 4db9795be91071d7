using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry;

/// <summary>What SQLite and PostgreSQL would each do in its own way, and what we make of it. Run on both.</summary>
public sealed class StoredAlikeTests : RegistryTest
{
    /// <summary>No attribute could hold half a pair.</summary>
    public static TheoryData<string, string> Texts =>
        new()
        {
            { "nul\0byte", "nulbyte" },
            { "half \uD83D pair", "half \uFFFD pair" },
            { "\uDC00 backwards \uD800", "\uFFFD backwards \uFFFD" },
            { "whole \U0001F3E5 pair", "whole \U0001F3E5 pair" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_that_cannot_be_kept_is_mended_where_it_is_kept_and_where_it_is_asked(string given, string kept)
    {
        await Data.AddAsync(Named("w", notes: given));
        await using var context = Data.CreateDbContext();

        await context.Workers.ExecuteUpdateAsync(row => row.SetProperty(one => one.Version, given), Token);

        var row = await context.Workers.AsNoTracking().SingleAsync(one => one.Notes == given, Token);
        Assert.Equal((kept, kept), (row.Notes, row.Version));
        Assert.Equal(1, await context.Workers.CountAsync(one => one.Notes.Contains(given), Token));
    }

    [Fact]
    public async Task An_instant_is_the_same_whatever_its_offset()
    {
        var here = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2));
        await Data.AddAsync(Named("w", seen: here));
        await using var context = Data.CreateDbContext();
        var later = here.ToOffset(TimeSpan.FromHours(-11)).AddMilliseconds(1);

        var row = await context.Workers.AsNoTracking().SingleAsync(one => one.LastSeen < later, Token);

        Assert.Equal((here.UtcTicks, TimeSpan.Zero), (row.LastSeen.UtcTicks, row.LastSeen.Offset));
    }

    [Fact]
    public async Task Times_at_the_ends_of_the_calendar_are_kept()
    {
        await Data.AddAsync(Named("first", seen: DateTimeOffset.MinValue), Named("last", seen: DateTimeOffset.MaxValue));
        await using var context = Data.CreateDbContext();

        var rows = await context.Workers.AsNoTracking().OrderBy(row => row.LastSeen).ToListAsync(Token);

        Assert.Equal([DateTimeOffset.MinValue, DateTimeOffset.MaxValue], rows.Select(row => row.LastSeen));
    }

    [Fact]
    public async Task Text_is_ordered_compared_and_searched_by_its_octets()
    {
        string[] names = ["a", "B", "b", "Z", "é", "É", "ae", "a b", "a-b", "_", "1", "\U0001F3E5"];
        await Data.AddAsync([.. names.Select(name => Named(name))]);
        await using var context = Data.CreateDbContext();

        var ordered = await context.Workers.OrderBy(row => row.Name).Select(row => row.Name).ToListAsync(Token);
        var like = await context.Workers.Where(row => row.Name.StartsWith("a ")).Select(row => row.Name).ToListAsync(Token);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // runs in the database, which knows no culture
        var lower = await context.Workers.CountAsync(row => row.Name.ToLower() == "b", Token);
        var accented = await context.Workers.CountAsync(row => row.Name.ToLower() == "é", Token);
#pragma warning restore CA1304, CA1311, CA1862, MA0011

        Assert.Equal(names.Order(StringComparer.Ordinal), ordered);
        Assert.Equal(["a b"], like);
        Assert.Equal((2, 1), (lower, accented));
        Assert.Equal(0, await context.Workers.CountAsync(row => row.Name == "A", Token));
        // Npgsql looks for text only, and no analyzer must make it a letter
        var sign = "_";
        Assert.Equal(1, await context.Workers.CountAsync(row => row.Name.Contains(sign), Token));
    }

    [Theory]
    [InlineData("due", false, "early late none")]
    [InlineData("due", true, "late early none")]
    [InlineData("severity", false, "none early late")]
    [InlineData("severity", true, "none early late")]
    public async Task Where_nothing_stands_has_its_place_in_every_order(string by, bool descending, string expected)
    {
        await Data.AddAsync(TemporaryData.Hospital(), AlertOf("early", 1), AlertOf("late", 2), AlertOf("none", null));
        await using var context = Data.CreateDbContext();

        var rows = await context
            .Alerts.InOrder(new PageRequest(0, 10, by, descending))
            .Select(row => row.RuleId)
            .ToListAsync(Token);

        Assert.Equal(expected.Split(' '), rows);
    }

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task What_a_file_has_committed_survives_a_power_cut()
    {
        await using var context = Data.CreateDbContext();

        var synchronous = await context
            .Database.SqlQueryRaw<int>("select synchronous as Value from pragma_synchronous")
            .SingleAsync(Token);
        var journal = await context
            .Database.SqlQueryRaw<string>("select journal_mode as Value from pragma_journal_mode")
            .SingleAsync(Token);

        // 2 is FULL
        Assert.Equal((2, "wal"), (synchronous, journal));
    }

    private static Worker Named(string name, string notes = "", DateTimeOffset? seen = null) =>
        new()
        {
            Name = name,
            StartedAt = DateTimeOffset.UnixEpoch,
            LastSeen = seen ?? DateTimeOffset.UnixEpoch,
            Notes = notes,
        };

    private static Alert AlertOf(string rule, int? day)
    {
        var alert = DecidedAlert.In(AlertState.Open, DateTimeOffset.UnixEpoch);
        return new()
        {
            Id = Guid.NewGuid(),
            Finess = alert.Finess,
            RuleId = rule,
            AssetKey = alert.AssetKey,
            Severity = Severity.High,
            State = AlertState.Open,
            TitleFr = rule,
            TitleEn = rule,
            FirstSeen = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
            DueOn = day is { } due ? new DateOnly(2026, 12, due) : null,
            OpenedAt = day is { } opened ? DateTimeOffset.UnixEpoch.AddDays(opened) : null,
        };
    }
}
