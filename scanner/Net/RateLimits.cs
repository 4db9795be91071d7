using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// Packets a second: by address, by establishment and in all. One for all scans of this worker; what all workers have is divided among them by
/// <see cref="RateShare"/>.
/// </summary>
public sealed class RateLimits(IOptions<RateOptions> options, TimeProvider clock)
{
    /// <summary>What nmap may have at most of what is free, so that our own questions go on beside it.</summary>
    private const double LendableShare = 0.9;

    private const int Sweep = 10_000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lending = new();
    private readonly ConcurrentDictionary<IPAddress, TokenBucket> _addresses = new();
    private readonly ConcurrentDictionary<string, TokenBucket> _establishments = new();
    private readonly RateGrant _all = new(options.Value.InAll, clock);

    /// <summary>Our part of the rate of all workers.</summary>
    internal RateGrant InAll => _all;

    /// <summary>Waits until so many packets may leave.</summary>
    public async ValueTask TakeAsync(string finess, IPAddress address, int packets, CancellationToken cancellationToken)
    {
        do
        {
            while (!_all.IsLive)
                await Task.Delay(LookAgain, clock, cancellationToken);

            var wait = Of(finess, address).Max(bucket => bucket.Book(packets));
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken);
        } while (!_all.IsLive);
    }

    /// <summary>Our part of the rate of all workers lasts so long, whatever happens to the registry.</summary>
    public bool Covers(TimeSpan span) => _all.Left > span;

    /// <summary>
    /// Takes a steady rate out of the limits for as long as the lease is held; for nmap's <c>--max-rate</c>. Waits while others have so much
    /// that less than half of the due rate is left: a run on the crumbs of its siblings would never end.
    /// </summary>
    internal Task<RateLease> LendAsync(string finess, IPAddress address, CancellationToken cancellationToken) =>
        LendAsync(Of(finess, address), cancellationToken);

    /// <summary>The same for a run over many addresses, which sends each of them but a few packets.</summary>
    internal Task<RateLease> LendAsync(string finess, CancellationToken cancellationToken) =>
        LendAsync(Of(finess, IPAddress.Any)[1..], cancellationToken);

    private async Task<RateLease> LendAsync(TokenBucket[] buckets, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_all.IsWhole && Lend(buckets) is { } lease)
                return lease;

            await Task.Delay(LookAgain, clock, cancellationToken);
        }
    }

    private RateLease? Lend(TokenBucket[] buckets)
    {
        lock (_lending)
        {
            var free = buckets.Min(bucket => bucket.Free);
            if (free < buckets.Min(bucket => bucket.Rate) / 2.0)
                return null;

            var rate = Math.Max(1, Math.Floor(free * LendableShare));
            foreach (var bucket in buckets)
                bucket.Lend(rate);

            return new RateLease(buckets, (int)rate);
        }
    }

    private TokenBucket[] Of(string finess, IPAddress address)
    {
        if (_addresses.Count > Sweep)
            DropIdle();

        return
        [
            _addresses.GetOrAdd(address, _ => new TokenBucket(options.Value.PerAddress, clock)),
            _establishments.GetOrAdd(finess, _ => new TokenBucket(options.Value.PerEstablishment, clock)),
            _all.Bucket,
        ];
    }

    // a bucket that is idle says nothing that a new one would not
    private void DropIdle()
    {
        foreach (var pair in _addresses)
        {
            if (pair.Value.Idle)
                _addresses.TryRemove(pair);
        }
    }
}

/// <summary>A part of the rate, lent to a program that keeps to it by itself.</summary>
internal sealed class RateLease(IReadOnlyList<TokenBucket> buckets, int packetsASecond) : IDisposable
{
    private int _returned;

    public int PacketsASecond => packetsASecond;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) != 0)
            return;

        foreach (var bucket in buckets)
            bucket.GiveBack(packetsASecond);
    }
}
