using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry;

/// <summary>Writers at the same time, as several workers and a dashboard are. Run on both kinds of database.</summary>
public sealed class ConcurrentWritesTests : RegistryTest
{
    private const int Writers = 6;

    private RegistryWrites Writes => Data.Writes();

    /// <summary>A reader that has seen a row never sees a smaller number afterwards: the number is the version of the document.</summary>
    [Fact]
    public async Task Numbers_of_the_outbox_grow_as_they_are_committed()
    {
        var writing = AllAsync(async writer =>
        {
            for (var i = 0; i < 15; i++)
                await Writes.RunAsync((context, token) => PutAsync(context, writer, token), Token);
        });
        var (seen, last, rounds) = (0, 0L, 0);
        for (var ended = false; !ended; rounds++)
        {
            ended = writing.IsCompleted;
            await using var context = Data.CreateDbContext();
            var fresh = await context.Outbox.Select(row => row.Id).ToListAsync(Token);
            Assert.Equal(seen, fresh.Count(id => id <= last));
            (seen, last) = (fresh.Count, fresh.DefaultIfEmpty().Max());
        }

        await writing;
        Assert.Equal(Writers * 15 * 2, seen);
        Assert.True(rounds > 1);
    }

    [Fact]
    public async Task What_is_read_and_then_written_is_lost_by_nobody()
    {
        await Data.AddAsync(Row("count", "0"));

        await AllAsync(async _ =>
        {
            for (var i = 0; i < 10; i++)
                await Writes.RunAsync(CountAsync, Token);
        });

        await using var context = Data.CreateDbContext();
        Assert.Equal($"{Writers * 10}", (await context.Workers.SingleAsync(Token)).Notes);
    }

    /// <summary>None of them writes what another has read before: each alone was right, all together would not be.</summary>
    [Fact]
    public async Task Who_looks_that_there_is_none_yet_is_not_the_second_one()
    {
        await AllAsync(writer => Writes.RunAsync((context, token) => OnlyOneAsync(context, $"w{writer}", token), Token));

        await using var context = Data.CreateDbContext();
        Assert.Single(await context.Workers.ToListAsync(Token));
    }

    [Fact]
    public async Task One_slot_planned_by_all_is_one_row()
    {
        await Data.AddAsync(TemporaryData.Hospital());
        var scans = new DueScans(Writes, Data, new RegistryClock(TimeProvider.System), TimeProvider.System);
        var order = ScanOrder.OfDay(TemporaryData.Hospital().Finess, ScanKind.Full, new(2026, 11, 26), DateTimeOffset.UnixEpoch);

        var rows = new Scan[Writers];
        await AllAsync(async writer => rows[writer] = await scans.PlanAsync(order, Token));

        Assert.Single(rows.Select(row => row.Id).Distinct());
    }

    private static async Task<int> PutAsync(RegistryContext context, int writer, CancellationToken token)
    {
        context.Outbox.Add(Document(writer));
        await context.SaveChangesAsync(token);
        // between its number and its commit others get theirs
        await Task.Yield();
        context.Outbox.Add(Document(writer));
        return 0;
    }

    private static async Task<int> CountAsync(RegistryContext context, CancellationToken token)
    {
        var row = await context.Workers.SingleAsync(token);
        row.Notes = $"{int.Parse(row.Notes, null) + 1}";
        return 0;
    }

    private static async Task<int> OnlyOneAsync(RegistryContext context, string name, CancellationToken token)
    {
        if (!await context.Workers.AnyAsync(token))
            context.Workers.Add(Row(name, ""));
        return 0;
    }

    private static Task AllAsync(Func<int, Task> write) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => write(writer), Token)));

    private static OutboxFinding Document(int writer) =>
        new()
        {
            Finess = "990000001",
            DocumentKey = $"{writer}",
            Document = "{}",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

    private static Worker Row(string name, string notes) =>
        new()
        {
            Name = name,
            StartedAt = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
            Notes = notes,
        };
}
