using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Jobs;

/// <summary>An establishment with two services on loopback: telnet, which is an alert and greets at once, and one that greets when it is told to.</summary>
internal sealed class TwoServices(IDbContextFactory<RegistryContext> registry) : IAsyncDisposable
{
    /// <summary>A long wait for greetings: a scan cannot pass the silent service before something happens to it.</summary>
    public const string Patience = "--Probes:Service:Greeting=00:00:50";
    private const string Finess = "990000001";
    private static readonly byte[] Telnet = [0xFF, 0xFD, 0x18, 0xFF, 0xFD, 0x20];

    public GreetingServer Quick { get; } = new("127.0.77.10", Telnet);
    public GreetingServer Slow { get; } = new("127.0.77.11", "SSH-2.0-Played_1.0\r\n"u8.ToArray());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>With the establishment in the registry, and the first one speaking.</summary>
    public static async Task<TwoServices> OverAsync(IDbContextFactory<RegistryContext> registry)
    {
        var services = new TwoServices(registry);
        await services.FillAsync();
        return services;
    }

    private async Task FillAsync()
    {
        await using var context = await registry.CreateDbContextAsync(Token);
        context.AddRange(TemporaryData.Hospital(Finess), MandateSeed.Of(Finess), Range(), Known(Quick), Known(Slow));
        await context.SaveChangesAsync(Token);
        Quick.Speak();
    }

    /// <summary>The row of today, as a trigger puts it.</summary>
    public Task<Scan> PlanTodayAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var day = LocalDay.Of(now, TemporaryData.Hospital().TimeZone);
        return PlanAsync(ScanOrder.OfDay(Finess, ScanKind.Light, day, now));
    }

    /// <summary>As somebody asks for it, or asked for it.</summary>
    public Task<Scan> PlanNowAsync(string nonce, TimeSpan ago = default) =>
        PlanAsync(ScanOrder.OnRequest(Finess, ScanKind.Light, nonce, TimeProvider.System.GetUtcNow() - ago));

    public Scan Row(Guid id)
    {
        using var context = registry.CreateDbContext();
        return context.Scans.AsNoTracking().Single(row => row.Id == id);
    }

    public async Task<Scan> UntilAsync(Guid id, Func<Scan, bool> reached, WorkerProcess worker)
    {
        await Eventually.TrueAsync(() => reached(Row(id)), seconds: 60, () => worker.Said);
        return Row(id);
    }

    /// <summary>One scan, each document once, as many as were counted; one alert, opened once.</summary>
    public async Task AssertKeptOnceAsync(Scan ended)
    {
        await using var context = await registry.CreateDbContextAsync(Token);
        Assert.Equal([ended.Id], await context.Scans.Select(row => row.Id).ToListAsync(Token));
        var keys = await context.Outbox.Select(row => row.DocumentKey).ToListAsync(Token);
        Assert.Equal(keys.Distinct().Order(), keys.Order());
        Assert.Equal(ended.Answered + ended.Silent + ended.NotAllowed, keys.Count);
        var alert = await context.Alerts.Include(row => row.Events).SingleAsync(row => row.RuleId == "service.telnet", Token);
        Assert.Equal((Quick.Key, AlertState.Open), (alert.AssetKey, alert.State));
        Assert.Equal(AlertState.Open, Assert.Single(alert.Events).To);
    }

    public async ValueTask DisposeAsync()
    {
        await Quick.DisposeAsync();
        await Slow.DisposeAsync();
    }

    private Task<Scan> PlanAsync(ScanOrder order)
    {
        var writes = new RegistryWrites(registry, TimeProvider.System);
        var scans = new DueScans(writes, registry, new RegistryClock(TimeProvider.System), TimeProvider.System);
        return scans.PlanAsync(order, Token);
    }

    private static KnownAsset Known(GreetingServer server) =>
        new()
        {
            Finess = Finess,
            Key = server.Key,
            FirstSeen = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
        };

    private static PerimeterEntry Range() =>
        new()
        {
            Finess = Finess,
            Kind = PerimeterKind.Range,
            Value = "127.0.77.0/24",
            Source = "perimeter.csv line 2",
        };
}
