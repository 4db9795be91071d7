using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Standings;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Support;

/// <summary>What whoever writes lines, scans, alerts, perimeters and mandates does as well, for tests that put them into their tables themselves.</summary>
internal static class CurrentSeed
{
    public static async Task KeepCurrentAsync(this RegistryContext registry, CancellationToken cancellationToken)
    {
        var all = await registry.Establishments.Select(row => row.Finess).ToListAsync(cancellationToken);
        await CurrentStandings.KeepAsync(registry, all, cancellationToken);
        await registry.SaveChangesAsync(cancellationToken);
    }
}
