using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Scanner.Net.Nmap;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class HeartbeatWorkTests
{
    /// <summary>Of today, since a registry on a server goes by the server's clock.</summary>
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_worker_that_was_not_seen_for_a_week_is_forgotten()
    {
        var token = TestContext.Current.CancellationToken;
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync(Seen("old/1", Now.AddDays(-8)), Seen("recent/1", Now.AddDays(-6)), Seen("mine/7", Now.AddDays(-9)));
        var clock = new FakeTimeProvider(Now);
        var nmap = new NmapInstallation(
            Options.Create(new NmapOptions { Program = "/nonexistent/nmap" }),
            NullLogger.Instance,
            () => false
        );
        var work = new HeartbeatWork(
            data.Writes(),
            new ClockCheck(data, new RegistryClock(clock), clock, NullLogger<ClockCheck>.Instance),
            nmap,
            new WorkerName("mine/7"),
            clock,
            NullLogger<HeartbeatWork>.Instance
        );

        await work.StartAsync(token);
        await Eventually.TrueAsync(async () => !(await NamesAsync(data)).Contains("old/1"));
        await work.StopAsync(token);

        Assert.Equal(["mine/7", "recent/1"], await NamesAsync(data));
    }

    private static async Task<List<string>> NamesAsync(TemporaryData data)
    {
        await using var context = data.CreateDbContext();
        return await context
            .Workers.Select(worker => worker.Name)
            .OrderBy(name => name)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private static Worker Seen(string name, DateTimeOffset at) =>
        new()
        {
            Name = name,
            StartedAt = at,
            LastSeen = at,
        };
}
