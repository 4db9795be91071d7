using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Adds a line to the audit trail for what was done outside of the registry's own transactions.</summary>
public sealed class AuditTrail(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public async Task AddAsync(string actor, string action, string subject, string? detail, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        registry.Audit.Add(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Actor = actor,
                Action = action,
                Subject = subject,
                Detail = detail,
            }
        );
        await registry.SaveChangesAsync(cancellationToken);
    }
}
