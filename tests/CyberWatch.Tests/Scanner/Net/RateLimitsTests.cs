using System.Net;
using CyberWatch.Scanner.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Net;

public class RateLimitsTests
{
    private static readonly IPAddress One = IPAddress.Parse("194.2.3.4");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task An_address_gets_no_more_than_its_packets_a_second()
    {
        var limits = Limits(new RateOptions());
        var left = 0;
        var sender = Task.Run(
            () => SendAsync(limits, "990000001", One, 1_000, () => Interlocked.Increment(ref left)),
            TestContext.Current.CancellationToken
        );

        await RunAsync(TimeSpan.FromSeconds(2));

        Assert.InRange(Volatile.Read(ref left), 380, 200 * 2 + 20);
        await RunAsync(TimeSpan.FromSeconds(4));
        await sender;
    }

    [Fact]
    public async Task An_establishment_gets_no_more_than_its_packets_over_all_addresses()
    {
        var limits = Limits(new RateOptions { PerAddress = 200, PerEstablishment = 300 });
        var left = 0;
        var senders = Enumerable
            .Range(1, 4)
            .Select(last => IPAddress.Parse($"194.2.3.{last}"))
            .Select(address =>
                Task.Run(
                    () => SendAsync(limits, "990000001", address, 100, () => Interlocked.Increment(ref left)),
                    TestContext.Current.CancellationToken
                )
            )
            .ToArray();

        await RunAsync(TimeSpan.FromSeconds(1));

        Assert.InRange(Volatile.Read(ref left), 280, 300 + 30 + 4);
        await RunAsync(TimeSpan.FromSeconds(1));
        await Task.WhenAll(senders);
    }

    [Fact]
    public async Task What_nmap_has_is_missing_for_ours_and_comes_back()
    {
        var limits = Limits(new RateOptions { PerAddress = 200 });
        var lease = limits.Lend("990000001", One);
        Assert.Equal(180, lease.PacketsASecond);

        var left = 0;
        var sender = Task.Run(
            () => SendAsync(limits, "990000001", One, 300, () => Interlocked.Increment(ref left)),
            TestContext.Current.CancellationToken
        );
        await RunAsync(TimeSpan.FromSeconds(2));
        Assert.InRange(Volatile.Read(ref left), 36, 20 * 2 + 3);

        lease.Dispose();
        lease.Dispose();
        await RunAsync(TimeSpan.FromSeconds(2));
        await sender;
        Assert.Equal(180, limits.Lend("990000001", One).PacketsASecond);
    }

    [Fact]
    public void Two_runs_at_once_share_what_is_free()
    {
        var limits = Limits(new RateOptions { PerAddress = 200, PerEstablishment = 300 });

        Assert.Equal(180, limits.Lend("990000001", One).PacketsASecond);
        Assert.Equal(108, limits.Lend("990000001", IPAddress.Parse("194.2.3.5")).PacketsASecond);
        Assert.Equal(180, limits.Lend("990000002", IPAddress.Parse("194.2.3.6")).PacketsASecond);
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

    private static async Task SendAsync(RateLimits limits, string finess, IPAddress address, int packets, Action sent)
    {
        for (var i = 0; i < packets; i++)
        {
            await limits.TakeAsync(finess, address, 1, TestContext.Current.CancellationToken);
            sent();
        }
    }

    /// <summary>Lets the clock run in small steps, so that each waiter can go on between them.</summary>
    private async Task RunAsync(TimeSpan span)
    {
        for (var gone = TimeSpan.Zero; gone < span; gone += TimeSpan.FromMilliseconds(1))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            for (var i = 0; i < 5; i++)
                await Task.Yield();
        }
    }
}
