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

    [Fact]
    public async Task Without_a_slice_nothing_leaves_and_nothing_is_lent()
    {
        var limits = Limits(new RateOptions());
        limits.InAll.Withhold();

        var taking = limits.TakeAsync("990000001", One, 1, Token).AsTask();
        var lending = limits.LendAsync("990000001", One, Token);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(taking.IsCompleted || lending.IsCompleted || limits.Covers(TimeSpan.Zero));

        limits.InAll.Set(5_000, 5_000, Moment.Now(_clock), TimeSpan.FromSeconds(20));
        await UntilAsync(taking);
        await UntilAsync(lending);
        Assert.True(limits.Covers(TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public async Task A_slice_that_runs_out_stops_also_what_waited_under_it()
    {
        var limits = Limits(new RateOptions { PerAddress = 1 });
        limits.InAll.Set(5_000, 5_000, Moment.Now(_clock), TimeSpan.FromSeconds(20));
        await limits.TakeAsync("990000001", One, 30, Token);

        var waiting = limits.TakeAsync("990000001", One, 1, Token).AsTask();
        for (var second = 0; second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.False(waiting.IsCompleted);
        Assert.False(limits.Covers(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_run_does_not_begin_on_a_slice_of_which_others_have_not_let_go_yet()
    {
        var limits = Limits(new RateOptions());
        limits.InAll.Set(100, 5_000, Moment.Now(_clock), TimeSpan.FromHours(1));

        var lending = limits.LendAsync("990000001", One, Token);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(lending.IsCompleted);

        limits.InAll.Set(5_000, 5_000, Moment.Now(_clock), TimeSpan.FromHours(1));
        await UntilAsync(lending);
    }

    [Fact]
    public void After_a_cut_the_old_rate_counts_until_what_was_booked_at_it_has_passed()
    {
        var bucket = new TokenBucket(100, _clock);
        bucket.Book(300);
        bucket.Set(50);
        Assert.Equal(100, bucket.Committed);

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(50, bucket.Committed);

        bucket.Lend(80);
        Assert.Equal(81, bucket.Committed);
    }

    private async Task UntilAsync(Task task)
    {
        for (var step = 0; step < 1_000 && !task.IsCompleted; step++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await task.WaitAsync(TimeSpan.FromSeconds(10), Token);
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
