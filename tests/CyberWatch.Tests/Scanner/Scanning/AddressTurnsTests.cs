using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Scanning;

[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class AddressTurnsTests : RegistryTest
{
    private static readonly IPAddress Address = IPAddress.Parse("198.51.100.9");
    private static readonly TimeSpan Lease = new ScanningOptions().Lease;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task It_belongs_to_one_worker_at_a_time_and_to_all_of_his_scans()
    {
        var (one, other) = (Worker(), Worker());
        var first = await one.EnterAsync(Address, Of("w1"), Token);
        var second = await one.EnterAsync(Address, Of("w1"), Token);

        var waiting = other.EnterAsync(Address, Of("w2"), Token);
        await PassAsync(waiting, seconds: 10);
        Assert.False(waiting.IsCompleted);

        await first.DisposeAsync();
        await PassAsync(waiting, seconds: 10);
        Assert.False(waiting.IsCompleted);

        await second.DisposeAsync();
        await Eventually.TrueAsync(() => Passed(waiting));
    }

    [Fact]
    public async Task After_a_minute_he_lets_others_come_to_it()
    {
        var one = Worker();
        await using var first = await one.EnterAsync(Address, Of("w1"), Token);
        _clock.Advance(TimeSpan.FromSeconds(61));

        var waiting = one.EnterAsync(Address, Of("w1"), Token);
        await PassAsync(waiting, seconds: 5);

        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task That_of_a_dead_worker_is_free_when_its_lease_has_run_out()
    {
        await Worker().EnterAsync(Address, Of("dead"), Token);
        _clock.Advance(Lease + TimeSpan.FromSeconds(1));

        await using var turn = await Worker().EnterAsync(Address, Of("w2"), Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        await using var context = Data.CreateDbContext();
        Assert.Equal("w2", (await context.Leases.SingleAsync(Token)).Owner);
    }

    [Fact]
    public async Task The_renewal_of_a_scan_keeps_it()
    {
        await Data.AddAsync(TemporaryData.Hospital());
        var scans = new DueScans(Data.Writes(), Data, new RegistryClock(_clock), _clock);
        var row = await scans.PlanAsync(ScanOrder.OnRequest("990000001", ScanKind.Light, "a", _clock.GetUtcNow()), Token);
        var scan = Assert.IsType<Claim.Taken>(await scans.ClaimAsync(row.Id, "w1", Lease, Token)).Scan;
        await Worker().EnterAsync(Address, scan, Token);

        _clock.Advance(Lease - TimeSpan.FromSeconds(5));
        Assert.True(await scans.RenewAsync(scan, Lease, new ScanStep("probes", 0, 0), Token));
        _clock.Advance(TimeSpan.FromSeconds(10));

        var waiting = Worker().EnterAsync(Address, Of("w2"), Token);
        await PassAsync(waiting, seconds: 2);
        Assert.False(waiting.IsCompleted);
    }

    private AddressTurns Worker() =>
        new(Data.Writes(), Data, new RegistryClock(_clock), Options.Create(new ScanningOptions()), _clock);

    private bool Passed(Task waiting)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        return waiting.IsCompleted;
    }

    private async Task PassAsync(Task waiting, int seconds)
    {
        for (var half = 0; half < seconds * 2 && !waiting.IsCompleted; half++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(5, Token);
        }
    }

    private Scan Of(string owner)
    {
        var row = ScanOrder.OnRequest("990000001", ScanKind.Light, owner, _clock.GetUtcNow()).ToRow(_clock.GetUtcNow());
        row.Owner = owner;
        return row;
    }
}
