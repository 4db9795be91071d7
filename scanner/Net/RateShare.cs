using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// Keeps this process's slice of the rate of all workers as long as it scans. What is sent leaves under a slice, and a slice that the registry does
/// not renew runs out here before others may have it.
/// </summary>
public sealed class RateShare(RateSlices slices, RateLimits limits, IOptions<RateOptions> options, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ToReturn = TimeSpan.FromSeconds(5);

    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource? _end;
    private Task _renewing = Task.CompletedTask;
    private int _users;

    /// <summary>Somebody scans until what is returned is disposed.</summary>
    public async Task<IAsyncDisposable> JoinAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_users++ == 0)
            {
                limits.InAll.Withhold();
                _end = new CancellationTokenSource();
                _renewing = RenewAsync(_end.Token);
            }
            return new Part(this);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _end?.Dispose();
        _gate.Dispose();
    }

    private async Task LeaveAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (--_users > 0)
                return;
            await _end!.CancelAsync();
            await _renewing;
            _end.Dispose();
            limits.InAll.Withhold();
            using var late = new CancellationTokenSource(ToReturn, clock);
            await slices.ReturnAsync(_owner, late.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException || RegistryAway.Is(fault))
        {
            // it runs out by itself
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do await TryAsync(cancellationToken);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // nobody scans any more
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var (sent, bucket) = (Moment.Now(clock), limits.InAll.Bucket);
        try
        {
            var wish = new SliceWish(_owner, options.Value.InAll, bucket.Committed);
            var grant = await slices.RenewAsync(wish, Term, cancellationToken);
            var packets = Math.Min(grant.Packets, Math.Max(grant.Fair, bucket.Lent));
            limits.InAll.Set(packets, grant.Fair, sent, Term);
        }
        catch (Exception fault) when (RegistryAway.Is(fault))
        {
            // the slice that is there lasts until its end
        }
    }

    private sealed class Part(RateShare share) : IAsyncDisposable
    {
        private int _left;

        public ValueTask DisposeAsync() =>
            Interlocked.Exchange(ref _left, 1) == 0 ? new ValueTask(share.LeaveAsync()) : ValueTask.CompletedTask;
    }
}
