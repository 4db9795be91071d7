using System.Reflection;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CyberWatch.Infra.Moving;

/// <summary>How many rows of one table there are here and, copied, there.</summary>
public sealed record CopiedTable(string Name, int Here, int There);

/// <summary>All rows of all tables from a registry file into an empty database, inside the transaction of the latter.</summary>
internal sealed class RegistryCopy(RegistryContext source, RegistryContext target)
{
    private const int AtOnce = 1_000;

    // what this installation says of itself
    private static readonly Type[] Own = [typeof(Move), typeof(Worker)];

    public static IEnumerable<string> TablesOf(IModel model) =>
        model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct();

    /// <exception cref="IOException">The database is not empty; the message says what to do.</exception>
    public async Task<IReadOnlyList<CopiedTable>> RunAsync(CancellationToken cancellationToken)
    {
        var counts = new List<CopiedTable>();
        foreach (var type in Copied)
        {
            var (here, there) = await OfType<Task<(int, int)>>(nameof(CopyAsync), type, cancellationToken);
            counts.Add(new(type.GetTableName()!, here, there));
            await ContinueNumbersAsync(type, cancellationToken);
        }

        await target
            .MailStates.Where(state => state.Mark != null)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(state => state.Mark, (string?)null)
                        .SetProperty(state => state.MarkBorn, (DateTimeOffset?)null),
                cancellationToken
            );
        return counts;
    }

    /// <exception cref="IOException">As when it is copied to.</exception>
    public async Task DemandEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var type in Copied)
            await OfType<Task>(nameof(DemandEmptyAsync), type, cancellationToken);
    }

    private IEnumerable<IEntityType> Copied =>
        InOrder(source.Model).Where(type => !type.IsOwned() && !Own.Contains(type.ClrType));

    /// <summary>Calls one of the methods below for the rows of a table.</summary>
    private T OfType<T>(string method, IEntityType type, CancellationToken cancellationToken) =>
        (T)
            typeof(RegistryCopy)
                .GetMethods(BindingFlags.Instance | BindingFlags.NonPublic)
                .Single(one => one.Name == method && one.IsGenericMethod)
                .MakeGenericMethod(type.ClrType)
                .Invoke(this, [type.GetTableName(), cancellationToken])!;

    private async Task DemandEmptyAsync<TRow>(string table, CancellationToken cancellationToken)
        where TRow : class
    {
        if (await target.Set<TRow>().AnyAsync(cancellationToken))
            throw new IOException($"The database to move to is not empty: {table} has rows. Name an empty one.");
    }

    private async Task<(int Here, int There)> CopyAsync<TRow>(string table, CancellationToken cancellationToken)
        where TRow : class
    {
        await DemandEmptyAsync<TRow>(table, cancellationToken);
        var here = 0;
        await foreach (
            var some in source.Set<TRow>().AsNoTracking().AsAsyncEnumerable().Chunk(AtOnce).WithCancellation(cancellationToken)
        )
        {
            here += some.Length;
            target.AddRange(some);
            await target.SaveChangesAsync(cancellationToken);
            target.ChangeTracker.Clear();
        }

        return (here, await target.Set<TRow>().CountAsync(cancellationToken));
    }

    /// <summary>
    /// Numbers go on above the highest that was ever given, also to rows that are gone: those of the outbox are the versions of documents,
    /// and a lower one would never replace what the index has.
    /// </summary>
    private async Task ContinueNumbersAsync(IEntityType type, CancellationToken cancellationToken)
    {
        if (type.FindPrimaryKey()!.Properties is not [{ ValueGenerated: ValueGenerated.OnAdd } key] || IsRandom(key))
            return;
        var table = type.GetTableName()!;
        var highest = await source
            .Database.SqlQuery<long>($"select coalesce((select seq from sqlite_sequence where name = {table}), 0) as \"Value\"")
            .SingleAsync(cancellationToken);
        if (highest > 0)
        {
            var (named, column) = ($"\"{table}\"", key.GetColumnName());
            await target.Database.ExecuteSqlAsync(
                $"select setval(pg_get_serial_sequence({named}, {column}), {highest})",
                cancellationToken
            );
        }
    }

    private static bool IsRandom(IProperty key) => key.ClrType == typeof(Guid);

    /// <summary>Whoever is pointed to comes first.</summary>
    private static IEnumerable<IEntityType> InOrder(IModel model)
    {
        var left = model.GetEntityTypes().ToList();
        while (left.Count > 0)
        {
            var free = left.Where(type =>
                    !type.GetForeignKeys().Any(key => key.PrincipalEntityType != type && left.Contains(key.PrincipalEntityType))
                )
                .ToList();
            foreach (var type in free)
                yield return type;
            left = [.. left.Except(free)];
        }
    }
}
