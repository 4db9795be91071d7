using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry;

/// <summary>Who runs a scan, by a clock that the test moves.</summary>
public sealed class DueScansTests : RegistryTest
{
    private const string Finess = "990000001";
    private static readonly TimeSpan Lease = LeaseRows.Longest;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly ScanStep Step = new("probes", 1, 2);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));
    private DueScans _scans = null!;

    protected override Task FillAsync()
    {
        _scans = new DueScans(Data.Writes(), Data, new RegistryClock(_clock), _clock);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_many_reach_for_only_one_gets()
    {
        var row = await PlanAsync("a");

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => _scans.ClaimAsync(row.Id, $"w{n}", Lease, Token)));

        var taken = Assert.Single(claims.OfType<Claim.Taken>()).Scan;
        Assert.All(claims.OfType<Claim.Held>(), held => Assert.Equal(taken.Owner, held.Owner));
        Assert.Empty(await _scans.DueAsync(10, Token));
    }

    [Fact]
    public async Task Two_scans_of_one_establishment_never_run_at_once_and_those_of_two_do()
    {
        var (light, full) = (await PlanAsync("light"), await PlanAsync("full", ScanKind.Full));
        var other = await PlanAsync("other", finess: "990000002");

        var running = await TakeAsync(light);
        Assert.Equal(new Claim.Held("w1"), await _scans.ClaimAsync(full.Id, "w1", Lease, Token));
        Assert.IsType<Claim.Taken>(await _scans.ClaimAsync(other.Id, "w2", Lease, Token));
        Assert.Empty(await _scans.DueAsync(10, Token));

        await _scans.ReleaseAsync(running, _clock.GetUtcNow().AddHours(1), null, Token);
        Assert.Equal([full.Id], await _scans.DueAsync(10, Token));
        Assert.Equal(2, (await TakeAsync(full)).Epoch);
    }

    [Fact]
    public async Task A_worker_that_renews_keeps_its_scan_for_as_long_as_it_takes()
    {
        var running = await TakeAsync(await PlanAsync("a"));

        for (var minute = 0; minute < 3; minute++)
        {
            _clock.Advance(Lease - Moment);
            Assert.True(await _scans.RenewAsync(running, Lease, Step, Token));
        }

        Assert.Empty(await _scans.DueAsync(10, Token));
        await using var context = Data.CreateDbContext();
        var row = await context.Scans.SingleAsync(Token);
        Assert.Equal(("probes", 1, 2), (row.Stage, row.StepsDone, row.StepsPlanned));
    }

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task A_renewal_that_comes_late_is_refused_though_nobody_has_taken_over()
    {
        var running = await TakeAsync(await PlanAsync("a"));

        _clock.Advance(Lease + Moment);

        Assert.False(await _scans.RenewAsync(running, Lease, Step, Token));
    }

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task The_scan_of_a_dead_worker_is_taken_over_and_the_dead_one_changes_nothing_any_more()
    {
        var row = await PlanAsync("a");
        var dead = await TakeAsync(row);
        Assert.Empty(await _scans.DueAsync(10, Token));

        _clock.Advance(Lease + Moment);
        Assert.Equal([row.Id], await _scans.DueAsync(10, Token));
        var alive = Assert.IsType<Claim.Taken>(await _scans.ClaimAsync(row.Id, "w2", Lease, Token)).Scan;

        Assert.Equal((1, 1L, 2L), (alive.Recovered, dead.Epoch, alive.Epoch));
        Assert.False(await _scans.RenewAsync(dead, Lease, Step, Token));
        Assert.False(await _scans.ReleaseAsync(dead, _clock.GetUtcNow(), null, Token));
        Assert.True(await _scans.RenewAsync(alive, Lease, Step, Token));
    }

    [Fact]
    public async Task A_scan_that_was_given_back_and_taken_by_the_same_worker_again_has_another_epoch()
    {
        var row = await PlanAsync("a");
        var first = await TakeAsync(row);
        await _scans.ReleaseAsync(first, _clock.GetUtcNow(), null, Token);

        var second = await TakeAsync(row);

        Assert.False(await _scans.RenewAsync(first, Lease, Step, Token));
        Assert.True(await _scans.RenewAsync(second, Lease, Step, Token));
        Assert.Equal(0, second.Recovered);
    }

    [Theory]
    [InlineData(4, 2, 2)]
    [InlineData(5, 2, 3)]
    [InlineData(1, 3, 1)]
    [InlineData(7, 0, 7)]
    public void Work_is_shared_among_the_workers_that_live(int scans, int workers, int expected) =>
        Assert.Equal(expected, WorkShare.Of(scans, workers));

    [Fact]
    [Trait(TestRegistry.Kind, TestRegistry.File)]
    public async Task Only_workers_that_were_heard_of_lately_and_scans_that_run_count()
    {
        await Data.AddAsync(Seen("w1", 5), Seen("w2", 29), Seen("dead", 31));
        await TakeAsync(await PlanAsync("a"));
        var share = new WorkShare(Data, new RegistryClock(_clock));

        Assert.Equal(2, await share.OfMeAsync(due: 3, Token));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(4, await share.OfMeAsync(due: 3, Token));
    }

    private Worker Seen(string name, int secondsAgo) =>
        new()
        {
            Name = name,
            StartedAt = _clock.GetUtcNow(),
            LastSeen = _clock.GetUtcNow().AddSeconds(-secondsAgo),
        };

    private Task<Scan> PlanAsync(string id, ScanKind kind = ScanKind.Light, string finess = Finess) =>
        _scans.PlanAsync(ScanOrder.OnRequest(finess, kind, id, _clock.GetUtcNow()), Token);

    private async Task<Scan> TakeAsync(Scan row) =>
        Assert.IsType<Claim.Taken>(await _scans.ClaimAsync(row.Id, "w1", Lease, Token)).Scan;
}
