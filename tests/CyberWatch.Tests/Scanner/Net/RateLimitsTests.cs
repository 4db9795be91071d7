using System.Net;
using CyberWatch.Scanner.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Net;

public class RateLimitsTests
{
    private static readonly IPAddress One = IPAddress.Parse("194.2.3.4");
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_gets_no_more_than_its_packets_a_second() =>
        Assert.InRange(await SendAsync(Limits(new RateOptions()), 1_000, One), 4.8, 5.2);

    [Fact]
    public async Task An_establishment_gets_no_more_than_its_packets_over_all_addresses()
    {
        var limits = Limits(new RateOptions { PerAddress = 200, PerEstablishment = 300 });
        var addresses = Enumerable.Range(1, 4).Select(last => IPAddress.Parse($"194.2.3.{last}")).ToArray();

        Assert.InRange(await SendAsync(limits, 600, addresses), 1.8, 2.1);
    }

    [Fact]
    public async Task What_nmap_has_is_missing_for_ours_and_comes_back()
    {
        var limits = Limits(new RateOptions { PerAddress = 200 });
        var lease = await limits.LendAsync("990000001", One, Token);
        Assert.Equal(180, lease.PacketsASecond);
        Assert.InRange(await SendAsync(limits, 100, One), 4.8, 5.2);

        lease.Dispose();
        lease.Dispose();

        Assert.InRange(await SendAsync(limits, 1_000, One), 4.8, 5.2);
        Assert.Equal(180, (await limits.LendAsync("990000001", One, Token)).PacketsASecond);
    }

    [Fact]
    public async Task Two_runs_at_once_share_what_is_free()
    {
        var limits = Limits(new RateOptions { PerAddress = 200, PerEstablishment = 300 });

        Assert.Equal(180, (await limits.LendAsync("990000001", One, Token)).PacketsASecond);
        Assert.Equal(108, (await limits.LendAsync("990000001", IPAddress.Parse("194.2.3.5"), Token)).PacketsASecond);
        Assert.Equal(180, (await limits.LendAsync("990000002", IPAddress.Parse("194.2.3.6"), Token)).PacketsASecond);
    }

    [Fact]
    public async Task A_run_that_would_live_on_crumbs_waits_until_another_has_ended()
    {
        var limits = Limits(new RateOptions { PerAddress = 200, PerEstablishment = 300 });
        var first = await limits.LendAsync("990000001", One, Token);
        await limits.LendAsync("990000001", IPAddress.Parse("194.2.3.5"), Token);

        var third = limits.LendAsync("990000001", IPAddress.Parse("194.2.3.6"), Token);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(third.IsCompleted);
        first.Dispose();
        while (!third.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.InRange((await third).PacketsASecond, 100, 180);
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        var limits = Limits(new RateOptions { PerAddress = 1 });
        using var cancel = new CancellationTokenSource();
        await limits.TakeAsync("990000001", One, 5, cancel.Token);

        var waiting = limits.TakeAsync("990000001", One, 1, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private RateLimits Limits(RateOptions options) => new(Options.Create(options), _clock);

    /// <summary>Sends one after the other, to the addresses in turn; the seconds that it took by the clock of the limits.</summary>
    private async Task<double> SendAsync(RateLimits limits, int packets, params IPAddress[] addresses)
    {
        var start = _clock.GetTimestamp();
        for (var i = 0; i < packets; i++)
        {
            var turn = limits
                .TakeAsync("990000001", addresses[i % addresses.Length], 1, TestContext.Current.CancellationToken)
                .AsTask();
            while (!turn.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Yield();
            }
        }

        return _clock.GetElapsedTime(start).TotalSeconds;
    }
}
