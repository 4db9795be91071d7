using System.Data.Common;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Moving;

/// <summary>
/// The mark on a registry file that is moved. From the first moment on no program writes to it any more, not even one that was started
/// before: triggers of the database refuse.
/// </summary>
internal sealed class SourceMark(RegistryWrites writes, TimeProvider clock)
{
    private static readonly string[] Changes = ["insert", "update", "delete"];

    /// <summary>Of a move of this kind what is known so far; null before its beginning, where nothing stands against it.</summary>
    /// <exception cref="IOException">As at the beginning.</exception>
    public Task<Move?> FindAsync(MoveKind kind, string place, CancellationToken cancellationToken) =>
        writes.RunAsync((context, token) => KnownAsync(context, kind, place, token), cancellationToken);

    /// <summary>Marks the beginning, and freezes the file where it is the registry that goes. A move that was killed is found again.</summary>
    /// <exception cref="IOException">A worker still works, or another move was begun; the message says what to do.</exception>
    public Task<Move> BeginAsync(MoveKind kind, string place, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                if (await KnownAsync(context, kind, place, token) is { } known)
                    return known;
                var move = new Move
                {
                    Kind = kind,
                    Token = Guid.NewGuid(),
                    Place = place,
                    StartedAt = clock.GetUtcNow(),
                };
                context.Moves.Add(move);
                if (kind == MoveKind.Registry)
                    await FreezeAsync(context, token);
                return move;
            },
            cancellationToken
        );

    public Task<int> EndAsync(MoveKind kind, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            (context, token) =>
                context
                    .Moves.Where(move => move.Kind == kind && move.EndedAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(move => move.EndedAt, now), token),
            cancellationToken
        );
    }

    /// <summary>Makes the file usable again, where the move did not end. Returns how many marks went.</summary>
    public Task<int> GiveUpAsync(CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var begun = await context
                    .Moves.Where(move => move.Kind != MoveKind.Arrival && move.EndedAt == null)
                    .ToListAsync(token);
                context.RemoveRange(begun);
                if (begun.Exists(move => move.Kind == MoveKind.Registry))
                    await EachTriggerAsync(context, (name, _, _) => $"drop trigger if exists {name}", token);
                return begun.Count;
            },
            cancellationToken
        );

    /// <summary>Does what follows the mark; a fault of it says what is wrong with the place that is moved to, and how to come out again.</summary>
    public static async Task<T> UnlessUnfinishedAsync<T>(Func<Task<T>> work, DatabaseOptions? to = null)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is IOException or DbException or DbUpdateException)
        {
            var cause = fault is DbUpdateException { InnerException: { } inner } ? inner : fault;
            var sentence = (to is null ? null : PostgresFaults.WhyUnusable(cause, to)) ?? cause.Message;
            throw new IOException(
                $"{sentence.TrimEnd('.')}. The move did not end: run it again, or 'cyberwatch move --give-up' to use this data folder as before.",
                fault
            );
        }
    }

    private async Task<Move?> KnownAsync(
        RegistryContext context,
        MoveKind kind,
        string place,
        CancellationToken cancellationToken
    )
    {
        if (await context.Moves.SingleOrDefaultAsync(move => move.Kind == kind, cancellationToken) is { } known)
            return known.Place == place ? known : throw Elsewhere(known);
        await RefuseWhileOneWorksAsync(context, cancellationToken);
        return null;
    }

    private async Task RefuseWhileOneWorksAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - LeaseRows.Longest;
        var working = await context
            .Workers.Where(row => row.LastSeen > since)
            .Select(row => row.Name)
            .ToListAsync(cancellationToken);
        if (working.Count > 0)
        {
            throw new IOException(
                $"A worker was heard of less than {LeaseRows.Longest.TotalSeconds:0} seconds ago ({string.Join(", ", working)}). Stop workers and dashboard, then run this again."
            );
        }
    }

    private static Task FreezeAsync(RegistryContext context, CancellationToken cancellationToken) =>
        EachTriggerAsync(
            context,
            (name, change, table) =>
                $"create trigger {name} before {change} on \"{table}\" begin select raise(abort, 'This registry was moved elsewhere: start the program anew and it says where.'); end",
            cancellationToken
        );

    private static async Task EachTriggerAsync(
        RegistryContext context,
        Func<string, string, string, string> statement,
        CancellationToken cancellationToken
    )
    {
        foreach (var table in RegistryCopy.TablesOf(context.Model).Where(table => table != nameof(RegistryContext.Moves)))
        {
            foreach (var change in Changes)
            {
                // names of our own model, no words of anybody's
                await context.Database.ExecuteSqlRawAsync(
                    statement($"\"moved_{table}_{change}\"", change, table),
                    cancellationToken
                );
            }
        }
    }

    private static IOException Elsewhere(Move known) =>
        new(
            $"A move to {known.Place} was begun at {known.StartedAt:u}. Run it again as then{(known.EndedAt is null ? ", or 'cyberwatch move --give-up' first" : "; it ended")}."
        );
}
