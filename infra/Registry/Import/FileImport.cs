using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>The frame of an import of a file of ours: one transaction, all faults at once, an entry in the audit trail.</summary>
internal static class FileImport
{
    /// <summary>Reads lines into the context's changes and tells them; faults go into the list.</summary>
    public delegate Task<IReadOnlyList<string>> Reading(RegistryContext registry, KnownSites sites, List<InputFault> faults);

    public static async Task<FileOutcome> RunAsync(
        IDbContextFactory<RegistryContext> registries,
        TimeProvider clock,
        InputTable table,
        (string Action, bool DryRun) what,
        Reading reading,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        await using var transaction = await registry.BeginImportAsync(cancellationToken);
        List<InputFault> faults = [.. table.Faults];
        var sites = await KnownSites.FindAsync(registry, table, cancellationToken);
        var changes = await reading(registry, sites, faults);
        if (faults.Count > 0)
        {
            return new FileOutcome.Refused([.. faults.OrderBy(fault => fault.Line)]);
        }

        if (!what.DryRun)
        {
            registry.Audit.Add(
                new AuditEntry
                {
                    At = clock.GetUtcNow(),
                    Actor = AuditActors.CommandLine,
                    Action = what.Action,
                    Subject = table.FileName,
                    Detail = string.Join('\n', changes),
                }
            );
            await registry.SaveChangesAsync(cancellationToken);
            await CurrentStandings.FollowAsync(registry, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return new FileOutcome.Read(table.Rows.Count, changes);
    }

    /// <summary>How the rows that a file replaces differ, as lines: what went, what came.</summary>
    public static IReadOnlyList<string> Changes(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
}
