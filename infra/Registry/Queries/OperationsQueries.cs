using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>How the service itself does, for the operator. A scope smaller than the sector sees nothing of it.</summary>
public sealed class OperationsQueries(IDbContextFactory<RegistryContext> registries)
{
    private const int UsersShown = 200;

    public async Task<Operations?> FindAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        if (scope is not AccessScope.WholeSector)
        {
            return null;
        }

        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var waiting = registry.Outbox.Where(row => row.DeliveredAt == null);
        return new Operations(
            await SectorQueries.RegisterAsync(registry, cancellationToken),
            await registry.Workers.AsNoTracking().OrderByDescending(row => row.LastSeen).ToListAsync(cancellationToken),
            new OutboxState(
                await waiting.CountAsync(row => row.Error == null, cancellationToken),
                await waiting.Where(row => row.Error == null).MinAsync(row => (DateTimeOffset?)row.CreatedAt, cancellationToken),
                await registry.Outbox.CountAsync(row => row.Error != null, cancellationToken)
            ),
            await registry.IndexStates.AsNoTracking().FirstOrDefaultAsync(cancellationToken),
            await UsersAsync(registry, cancellationToken),
            await registry
                .Invitations.AsNoTracking()
                .Where(row => row.UsedAt == null)
                .OrderByDescending(row => row.CreatedAt)
                .Take(UsersShown)
                .ToListAsync(cancellationToken)
        );
    }

    private static Task<List<UserRow>> UsersAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        registry
            .Users.OrderByDescending(row => row.Role)
            .ThenBy(row => row.Email)
            .Take(UsersShown)
            .Select(row => new UserRow(
                row.Email ?? "",
                row.Role,
                row.RegionCode,
                row.Establishments.Count,
                row.TwoFactorEnabled,
                row.LockoutEnd
            ))
            .ToListAsync(cancellationToken);
}

public sealed record Operations(
    RegisterImport? Register,
    IReadOnlyList<Worker> Workers,
    OutboxState Outbox,
    IndexState? Index,
    IReadOnlyList<UserRow> Users,
    IReadOnlyList<Invitation> Invitations
);

/// <summary>Findings on their way to the index: waiting, since when the oldest does, and set aside with an error.</summary>
public sealed record OutboxState(int Waiting, DateTimeOffset? Oldest, int SetAside);

public sealed record UserRow(
    string Email,
    UserRole Role,
    string? RegionCode,
    int Establishments,
    bool TwoFactor,
    DateTimeOffset? LockedUntil
);
