using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>How old the register's data is. The day on which it was downloaded or imported says nothing about that.</summary>
public sealed record RegisterAge(RegisterImport Import, int Days)
{
    /// <summary>Null before the first import.</summary>
    public static async Task<RegisterAge?> FindAsync(
        RegistryContext registry,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var newest = await registry
            .RegisterImports.AsNoTracking()
            .OrderByDescending(row => row.DataDate)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return newest is null ? null : new RegisterAge(newest, Math.Max(0, today.DayNumber - newest.DataDate.DayNumber));
    }
}
