using System.ComponentModel.DataAnnotations;
using System.Data;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Moving;

/// <summary>
/// The registry file into an empty database on a server, wholly or not at all, by one transaction there; the triggers after it. Killed
/// anywhere, it is run again: what is there already is known by the token.
/// </summary>
public sealed class RegistryMove(
    IDbContextFactory<RegistryContext> source,
    RegistryWrites writes,
    IOptions<RegistryOptions> options,
    DataFolder folder,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    /// <param name="address">Of the PostgreSQL server; the password is that of the section Registry.</param>
    /// <param name="cancellationToken">Leaves the mark of a move that did not end.</param>
    /// <exception cref="InvalidDataException">The address cannot be one.</exception>
    /// <exception cref="IOException">Somebody works, the database is not empty, or does not hold what it should; the message says what to do.</exception>
    public async Task<MovedRegistry> RunAsync(string address, CancellationToken cancellationToken)
    {
        if (options.Value.Provider == DatabaseProvider.Postgres)
            throw new IOException("The registry is on a server already. Move it from there with pg_dump and pg_restore.");
        var (registry, schedule) = (Options<RegistryOptions>(address), Options<ScheduleStoreOptions>(address));
        var target = new RegistryFactory(Microsoft.Extensions.Options.Options.Create(registry), folder);
        await Migration(source, options.Value).MigrateAsync(cancellationToken);
        await Migration(target, registry).MigrateAsync(cancellationToken);
        await Readiness(schedule).MigrateAsync(cancellationToken);
        var mark = new SourceMark(writes, clock);
        if (await mark.FindAsync(MoveKind.Registry, registry.Shown, cancellationToken) is null)
            await DemandEmptyAsync(target, cancellationToken);
        var move = await mark.BeginAsync(MoveKind.Registry, registry.Shown, cancellationToken);
        var moved = await SourceMark.UnlessUnfinishedAsync(
            async () =>
                new MovedRegistry(
                    await CopyAsync(target, move, cancellationToken),
                    await new ScheduleMove(folder, clock).RunAsync(schedule, cancellationToken)
                ),
            registry
        );
        await mark.EndAsync(MoveKind.Registry, cancellationToken);
        return moved;
    }

    private async Task DemandEmptyAsync(RegistryFactory target, CancellationToken cancellationToken)
    {
        await using var here = await source.CreateDbContextAsync(cancellationToken);
        await using var there = target.CreateDbContext();
        await new RegistryCopy(here, there).DemandEmptyAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<CopiedTable>> CopyAsync(
        RegistryFactory target,
        Move move,
        CancellationToken cancellationToken
    )
    {
        await using var here = await source.CreateDbContextAsync(cancellationToken);
        await using var there = target.CreateDbContext();
        var arrival = await there
            .Moves.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Kind == MoveKind.Arrival, cancellationToken);
        if (arrival is not null)
            return arrival.Token == move.Token ? [] : throw Foreign(move, arrival);

        await using var writing = await there.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var copied = await new RegistryCopy(here, there).RunAsync(cancellationToken);
        if (copied.FirstOrDefault(table => table.Here != table.There) is { } wrong)
        {
            throw new IOException($"{wrong.Name} has {wrong.Here} rows here and {wrong.There} there. Nothing was kept there.");
        }

        there.Moves.Add(Arrival(move));
        there.Moves.AddRange(
            await here.Moves.AsNoTracking().Where(row => row.Kind == MoveKind.Findings).ToListAsync(cancellationToken)
        );
        await there.SaveChangesAsync(cancellationToken);
        await writing.CommitAsync(cancellationToken);
        return copied;
    }

    private Move Arrival(Move move) =>
        new()
        {
            Kind = MoveKind.Arrival,
            Token = move.Token,
            Place = folder.Registry,
            StartedAt = move.StartedAt,
            EndedAt = clock.GetUtcNow(),
        };

    private static IOException Foreign(Move move, Move arrival) =>
        new($"{move.Place} holds what came from {arrival.Place} by another move. Name an empty database.");

    private T Options<T>(string address)
        where T : DatabaseOptions, new()
    {
        var made = new T
        {
            Provider = DatabaseProvider.Postgres,
            Address = address,
            Password = options.Value.Password,
            PasswordFile = options.Value.PasswordFile,
        };
        return made.Validate(new ValidationContext(made)).FirstOrDefault() is { } fault
            ? throw new InvalidDataException(fault.ErrorMessage)
            : made;
    }

    private RegistryMigration Migration(IDbContextFactory<RegistryContext> which, RegistryOptions how) =>
        new(
            which,
            folder,
            Microsoft.Extensions.Options.Options.Create(how),
            // this verb alone works on what is moved
            null,
            clock,
            loggers.CreateLogger<RegistryMigration>()
        );

    private ScheduleReadiness Readiness(ScheduleStoreOptions how) =>
        new(Microsoft.Extensions.Options.Options.Create(how), folder, clock, loggers.CreateLogger<ScheduleReadiness>());
}

/// <param name="Tables">What was copied; none where an earlier run had done it.</param>
/// <param name="Triggers">How many were made.</param>
public sealed record MovedRegistry(IReadOnlyList<CopiedTable> Tables, int Triggers);
