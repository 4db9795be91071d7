using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Adds a line to the audit trail for what was done outside of the registry's own transactions.</summary>
public sealed class AuditTrail(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public async Task AddAsync(string actor, string action, string subject, string? detail, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        registry.Audit.AddLine(clock.GetUtcNow(), actor, action, subject, detail);
        await registry.SaveChangesAsync(cancellationToken);
    }
}

internal static class AuditLines
{
    /// <summary>For a transaction that does something else as well.</summary>
    public static void AddLine(
        this DbSet<AuditEntry> audit,
        DateTimeOffset at,
        string actor,
        string action,
        string subject,
        string? detail = null
    ) =>
        audit.Add(
            new AuditEntry
            {
                At = at,
                Actor = actor,
                Action = action,
                Subject = subject,
                Detail = detail,
            }
        );
}
