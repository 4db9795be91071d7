using System.Security.Cryptography;
using CyberWatch.Infra.Databases;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// Work that reads and then writes, as one transaction of which all happens as if nobody else wrote meanwhile. What another writer spoilt is
/// done again from the start, so that it is applied to what is there then. No network and no file belongs in it.
/// </summary>
public sealed class RegistryWrites(IDbContextFactory<RegistryContext> registry, TimeProvider clock)
{
    private const int Tries = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the work, saves what it changed, commits. The work may run more than once, each time with a new context.</summary>
    public async Task<T> RunAsync<T>(Func<RegistryContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var detached = new DetachedCancellation(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, detached.Token);
            }
            catch (Exception e) when (attempt < Tries && RegistryProvider.MayTryAgain(e))
            {
                // two that met once must not meet again in step
                await Task.Delay(
                    attempt * Pause + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(50)),
                    clock,
                    cancellationToken
                );
            }
        }
    }

    private async Task<T> OnceAsync<T>(
        Func<RegistryContext, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(cancellationToken);
        var result = await work(context, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
