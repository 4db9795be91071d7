using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Scanner.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// An address outside all ranges belongs to one worker at a time, however many establishments have names there: so the limit of packets to it
/// holds over all workers. The scans of one worker visit it together; after a minute it is given back, so that others come to it too.
/// </summary>
internal sealed class AddressTurns(
    RegistryWrites writes,
    IDbContextFactory<RegistryContext> registry,
    RegistryClock leases,
    IOptions<ScanningOptions> options,
    TimeProvider clock
) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<IPAddress, Visited> _visited = [];

    /// <summary>Waits until the address is this worker's; it is so until what is returned is disposed. The scan's own lease keeps it meanwhile.</summary>
    public async Task<IAsyncDisposable> EnterAsync(IPAddress address, Scan scan, CancellationToken cancellationToken)
    {
        while (!await TryEnterAsync(address, scan, cancellationToken))
            await Task.Delay(Look, clock, cancellationToken);
        return new Turn(this, address, scan.Owner!);
    }

    /// <summary>What such addresses answered in this window, for one scan.</summary>
    public SharedAnswers AnswersFor(ScanPlan plan, IScopeGuard guard) =>
        new(plan, guard, registry, clock.GetUtcNow() - options.Value.SharedFor);

    public void Dispose() => _gate.Dispose();

    private async Task<bool> TryEnterAsync(IPAddress address, Scan scan, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_visited.TryGetValue(address, out var visited))
            {
                if (!await TakeAsync(address, scan, cancellationToken))
                    return false;
                _visited[address] = visited = new Visited(clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(visited.Since) > LongestHold)
            {
                return false;
            }
            visited.Count++;
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> TakeAsync(IPAddress address, Scan scan, CancellationToken cancellationToken)
    {
        var key = LeaseKey.OfAddress(address);
        await using (var context = await registry.CreateDbContextAsync(cancellationToken))
        {
            // who only waits writes nothing
            var now = await leases.NowAsync(context, cancellationToken);
            if (await context.Leases.AnyAsync(row => row.Key == key && row.Until >= now, cancellationToken))
                return false;
        }

        return await writes.RunAsync(
            async (context, token) =>
                await context.TakeAsync(
                    key,
                    new LeaseHolder(scan.Owner!, null, options.Value.Lease),
                    await leases.NowAsync(context, token),
                    token
                )
                    is not null,
            cancellationToken
        );
    }

    private async Task LeaveAsync(IPAddress address, string owner)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (--_visited[address].Count > 0)
                return;
            _visited.Remove(address);
            var key = LeaseKey.OfAddress(address);
            await using var context = await registry.CreateDbContextAsync(CancellationToken.None);
            await context.Leases.Where(row => row.Key == key && row.Owner == owner).ExecuteDeleteAsync(CancellationToken.None);
        }
        catch (Exception fault) when (RegistryAway.Is(fault))
        {
            // it runs out by itself
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed class Visited(long since)
    {
        public long Since => since;
        public int Count { get; set; }
    }

    private sealed class Turn(AddressTurns turns, IPAddress address, string owner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(turns.LeaveAsync(address, owner));
    }
}
