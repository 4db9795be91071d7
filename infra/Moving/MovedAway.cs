using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Moving;

/// <summary>Keeps programs from working on what was moved elsewhere, or is on its way.</summary>
public sealed class MovedAway(IOptions<RegistryOptions> registry, IOptions<FindingIndexOptions> findings)
{
    /// <exception cref="IOException">This is the place that was moved from; the message says where to.</exception>
    public async Task RefuseAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        var moves = await context.Moves.AsNoTracking().ToListAsync(cancellationToken);
        if (moves.Find(move => IsHere(move.Kind)) is not { } away)
            return;
        var what = away.Kind == MoveKind.Registry ? "The registry" : "The findings";
        throw new IOException(
            away.EndedAt is { } ended
                ? $"{what} of this data folder moved to {away.Place} at {ended:u}. Set {NewSetting(away.Kind)}."
                : $"{what} of this data folder began to move to {away.Place} at {away.StartedAt:u}, and the move did not end. Run 'cyberwatch move' again as then, or 'cyberwatch move --give-up'."
        );
    }

    private bool IsHere(MoveKind kind) =>
        kind switch
        {
            MoveKind.Registry => registry.Value.Provider == DatabaseProvider.Sqlite,
            MoveKind.Findings => findings.Value.Provider == FindingIndexProvider.Sqlite,
            _ => false,
        };

    private static string NewSetting(MoveKind kind) =>
        kind == MoveKind.Registry
            ? "Registry:Provider=Postgres and Registry:Address, and the same under Schedule"
            : "Findings:Provider=Elastic and Findings:Elastic:Addresses";
}
