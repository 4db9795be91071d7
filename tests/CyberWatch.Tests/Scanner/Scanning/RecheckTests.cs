using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>A scan that leaves an alert between two looks, and the rechecks that follow from it.</summary>
public sealed class RecheckTests : IAsyncLifetime
{
    private static readonly ProbeAnswer Refused = new ProbeAnswer.NoAnswer(Silence.Refused, "played");
    private static readonly ProbeAnswer Silent = new ProbeAnswer.NoAnswer(Silence.TimedOut, "played");
    private static readonly ProbeAnswer Doubtful = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["doubtful"] = true });
    private readonly PlayedScans _played = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _played.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_refusals_apart_resolve_the_second_one_in_a_recheck()
    {
        await MakeAsync(PlayedScans.OpenAlert());

        await ScanAsync(Refused);
        Assert.Equal(AlertState.Open, (await _played.AlertAsync()).State);
        Assert.Equal(0, await _played.RunDueAsync());
        _played.Clock.Advance(PlayedScans.Apart);
        Assert.Equal(1, await _played.RunDueAsync());

        Assert.Equal(AlertState.Resolved, (await _played.AlertAsync()).State);
        await using var context = _played.Open();
        Assert.Equal(["refused"], await context.AlertEvents.Select(change => change.Why).ToListAsync(Token));
        await AssertNothingWaitsAsync();
    }

    [Fact]
    public async Task A_suspicion_opens_in_its_recheck()
    {
        await MakeAsync();

        await ScanAsync(Doubtful);
        Assert.Equal(AlertState.Suspected, (await _played.AlertAsync()).State);
        _played.Clock.Advance(PlayedScans.Apart);
        await _played.RunDueAsync();

        Assert.Equal(AlertState.Open, (await _played.AlertAsync()).State);
        await AssertNothingWaitsAsync();
    }

    [Fact]
    public async Task A_recheck_that_hears_nothing_is_not_followed_by_another()
    {
        await MakeAsync(PlayedScans.OpenAlert());
        await ScanAsync(Refused);

        _played.Probe.Answer = Silent;
        _played.Clock.Advance(PlayedScans.Apart);
        await _played.RunDueAsync();

        var alert = await _played.AlertAsync();
        Assert.Equal((AlertState.Open, true), (alert.State, alert.FirstProofAt is not null));
        await AssertNothingWaitsAsync();
    }

    private async Task MakeAsync(params Alert[] alerts)
    {
        await _played.MakeAsync(alerts);
        await _played.DeclareAsync("range 127.0.77.70/32");
    }

    private Task ScanAsync(ProbeAnswer answer)
    {
        _played.Probe.Answer = answer;
        return _played.ScanAsync();
    }

    private async Task AssertNothingWaitsAsync() =>
        Assert.All(await _played.ScansAsync(), scan => Assert.False(scan.State is ScanState.Due or ScanState.Running));
}
