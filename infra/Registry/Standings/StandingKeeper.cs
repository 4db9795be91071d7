using CyberWatch.Infra.Registry.Queries;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Standings;

/// <summary>Keeps the lines of many establishments, some at a time, so that no other writer waits long.</summary>
public sealed class StandingKeeper(IDbContextFactory<RegistryContext> registries, RegistryWrites writes, TimeProvider clock)
{
    private const int AtATime = 200;

    /// <summary>All that are followed in one time zone (an IANA name), whether anything was scanned or not. Returns how many.</summary>
    public async Task<int> KeepZoneAsync(string zone, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var followed = await registry
            .Establishments.Where(row => row.TimeZone == zone)
            .WithPerimeterOrMandate(registry)
            .Select(row => row.Finess)
            .ToListAsync(cancellationToken);
        await KeepAsync(followed, cancellationToken);
        return followed.Count;
    }

    public async Task KeepAsync(IReadOnlyCollection<string> finess, CancellationToken cancellationToken)
    {
        foreach (var some in finess.Order(StringComparer.Ordinal).Chunk(AtATime))
        {
            await writes.RunAsync(
                async (registry, token) =>
                {
                    await StandingLines.KeepAsync(registry, some, clock.GetUtcNow(), token);
                    return some.Length;
                },
                cancellationToken
            );
        }
    }
}
