using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Scanning;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Scanning;

/// <summary>A worker that is told to stop while it asks the first of three hosts.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private readonly PlayedScans _played = new();
    private readonly List<string> _asked = [];
    private Scan _scan = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _played.MakeAsync();
        await _played.DeclareAsync("range 127.0.77.0/24");
        await using var context = _played.Open();
        context.KnownAssets.AddRange(Known("tcp:127.0.77.71:3389"), Known("tcp:127.0.77.72:3389"));
        _scan = ScanOrder
            .OnRequest(PlayedScans.Finess, ScanKind.Light, "a", _played.Clock.GetUtcNow())
            .ToRow(_played.Clock.GetUtcNow());
        context.Scans.Add(_scan);
        await context.SaveChangesAsync(Token);
        _played.Probe.Answer = new ProbeAnswer.Facts(new Dictionary<string, object?> { ["open"] = true });
    }

    public ValueTask DisposeAsync()
    {
        _played.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_asked_is_kept_and_the_rest_is_given_back_at_once()
    {
        await using var worker = _played.WorkerNamed("draining");
        _played.Probe.Asking = (asset, _) =>
        {
            _asked.Add(asset.Key);
            worker.GetRequiredService<Drain>().Begin();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            worker.GetRequiredService<ScanRunner>().RunAsync(_scan.Id, null, Token)
        );

        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal((ScanState.Due, (string?)null, 1), (scan.State, scan.Owner, scan.Answered));
        await AssertTheOtherAsksTheRestAsync();
    }

    private async Task AssertTheOtherAsksTheRestAsync()
    {
        _played.Probe.Asking = (asset, _) =>
        {
            _asked.Add(asset.Key);
            return Task.CompletedTask;
        };
        Assert.Equal(1, await _played.RunDueAsync());

        var scan = Assert.Single(await _played.ScansAsync());
        Assert.Equal((ScanState.Done, 3, 0), (scan.State, scan.Answered, scan.Recovered));
        Assert.Equal(["host:127.0.77.70", "host:127.0.77.71", "host:127.0.77.72"], _asked.Order());
        await using var context = _played.Open();
        Assert.Equal(3, await context.Outbox.CountAsync(Token));
    }

    private static KnownAsset Known(string key) =>
        new()
        {
            Finess = PlayedScans.Finess,
            Key = key,
            FirstSeen = PlayedScans.Before,
            LastSeen = PlayedScans.Before,
        };
}
