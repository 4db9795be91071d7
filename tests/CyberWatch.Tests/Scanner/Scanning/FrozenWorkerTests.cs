using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>Two workers and one scan: the first is frozen in its middle, the second takes over, the first wakes up.</summary>
[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class FrozenWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly ProbeAnswer Open = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });
    private readonly PlayedScans _played = new();
    private ServiceProvider _frozen = null!;
    private ServiceProvider _other = null!;
    private Scan _scan = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _played.MakeAsync();
        await _played.DeclareAsync("range 127.0.77.70/32");
        _played.Probe.Answer = Open;
        (_frozen, _other) = (_played.WorkerNamed("frozen"), _played.WorkerNamed("other"));
        var order = ScanOrder.OnRequest(PlayedScans.Finess, ScanKind.Light, "a", _played.Clock.GetUtcNow());
        _scan = await _frozen.GetRequiredService<DueScans>().PlanAsync(order, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _frozen.DisposeAsync();
        await _other.DisposeAsync();
        _played.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_frozen_worker_brings_after_its_lease_is_not_kept(bool takenOver)
    {
        var mine = await ClaimAsync(_frozen, "frozen");
        _played.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        if (takenOver)
            await ClaimAsync(_other, "other");

        await Assert.ThrowsAsync<LeaseLostException>(() => KeepAsync(_frozen, mine));
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            _frozen.GetRequiredService<ScanEnd>().EndAsync(mine, [], moved: true, Token)
        );
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            _frozen.GetRequiredService<ScanEnd>().FailAsync(mine, new Remark.NothingDeclared(), Token)
        );

        await using var context = _played.Open();
        Assert.Empty(await context.Outbox.ToListAsync(Token));
        Assert.Empty(await context.Alerts.ToListAsync(Token));
        Assert.Equal(ScanState.Running, (await context.Scans.SingleAsync(Token)).State);
    }

    [Fact]
    public async Task Who_took_over_keeps_what_it_finds()
    {
        await ClaimAsync(_frozen, "frozen");
        _played.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        var theirs = await ClaimAsync(_other, "other");

        await KeepAsync(_other, theirs);

        await using var context = _played.Open();
        Assert.Single(await context.Outbox.ToListAsync(Token));
        Assert.Equal(AlertState.Open, (await context.Alerts.SingleAsync(Token)).State);
    }

    [Fact]
    public async Task A_worker_that_wakes_up_in_the_middle_of_a_question_stops_and_the_other_ends_the_scan()
    {
        var asked = 0;
        _played.Probe.Asking = async (_, end) =>
        {
            if (asked++ > 0)
                return;
            _played.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
            Assert.NotNull(await _other.GetRequiredService<ScanRunner>().RunAsync(_scan.Id, null, Token));
            end.ThrowIfCancellationRequested();
        };

        Assert.Null(await _frozen.GetRequiredService<ScanRunner>().RunAsync(_scan.Id, null, Token));

        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal((ScanState.Done, 1, 1), (scan.State, scan.Recovered, scan.Answered));
        Assert.StartsWith("other/", scan.Owner, StringComparison.Ordinal);
        await using var context = _played.Open();
        Assert.Single(await context.Outbox.ToListAsync(Token));
    }

    private async Task<Scan> ClaimAsync(ServiceProvider worker, string name) =>
        Assert.IsType<Claim.Taken>(await worker.GetRequiredService<DueScans>().ClaimAsync(_scan.Id, name, Lease, Token)).Scan;

    private Task<int> KeepAsync(ServiceProvider worker, Scan scan)
    {
        var finding = new Finding(Asset.Parse(PlayedScans.Port), "service", _played.Clock.GetUtcNow(), Open, []);
        return worker.GetRequiredService<FindingKeeper>().KeepAsync(scan, [new NewFinding(finding, "range")], [], Token);
    }
}
