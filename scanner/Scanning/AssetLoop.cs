namespace CyberWatch.Scanner.Scanning;

/// <summary>Goes through addresses, names and zones, some at a time. Once the worker drains, what is being asked is finished and no other is begun.</summary>
internal sealed class AssetLoop(ScanProgress progress, Drain drain, int parallel)
{
    /// <exception cref="OperationCanceledException">Also when the worker drains and something was left out.</exception>
    public async Task RunAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        var all = items.ToList();
        progress.Plan(all.Count);
        var asked = 0;
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            all,
            bounds,
            async (item, token) =>
            {
                if (!await TryAsync(ask, item, token))
                    return;
                progress.Step();
                Interlocked.Increment(ref asked);
            }
        );
        if (asked < all.Count)
            drain.Begun.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryAsync<T>(Func<T, CancellationToken, Task> ask, T item, CancellationToken cancellationToken)
    {
        if (drain.HasBegun)
            return false;
        try
        {
            await ask(item, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (drain.HasBegun && !cancellationToken.IsCancellationRequested)
        {
            // it waited for its turn
            return false;
        }
    }
}
