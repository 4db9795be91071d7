using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Dashboard.Access;

/// <summary>Writes who came in, or tried to, into the trail.</summary>
internal sealed class Audit(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    private const int LongestSubject = 256;

    public async Task AddAsync(string actor, string action, string subject, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        registry.Audit.Add(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Actor = Views.Scanned.Text(actor, LongestSubject),
                Action = action,
                Subject = Views.Scanned.Text(subject, LongestSubject),
            }
        );
        await registry.SaveChangesAsync(cancellationToken);
    }
}
