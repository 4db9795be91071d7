using System.Data;
using System.Data.Common;
using CyberWatch.Infra.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using SQLitePCL;

namespace CyberWatch.Infra.Registry;

/// <summary>The one file that knows which database keeps the registry.</summary>
public static class RegistryProvider
{
    // extended result codes of SQLite
    private const int UniqueViolated = 2067;
    private const int KeyViolated = 1555;

    /// <summary>The registry as a SQLite file. Waits 30 s for another writer; nothing committed is lost when the power fails.</summary>
    public static void UseRegistryFile(this DbContextOptionsBuilder options, string path)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 };
        options.UseSqlite(connection.ConnectionString).AddInterceptors(new SqlitePragmas(), new StorableText());
    }

    /// <summary>The registry on a PostgreSQL server, by a context of <see cref="PostgresRegistry"/>.</summary>
    public static void UseRegistryServer(this DbContextOptionsBuilder options, string connection) =>
        options
            .UseNpgsql(
                RegistryServer.LettingGo(connection),
                // the default one wraps what RegistryWrites and the command line want to see
                server => server.ExecutionStrategy(parts => new NonRetryingExecutionStrategy(parts))
            )
            .AddInterceptors(new StorableText(), new OutboxOrder());

    /// <summary>A context over what was given to one of the two above.</summary>
    public static RegistryContext Open(DbContextOptions<RegistryContext> options) =>
        options.Extensions.Any(one => one is NpgsqlOptionsExtension)
            ? new PostgresRegistry(options)
            : new RegistryContext(options);

    /// <summary>What to say of a registry that does not open; null where the fault is another one.</summary>
    internal static string? WhyUnusable(DbException fault, string path, RegistryOptions options) =>
        fault is SqliteException inFile ? WhyUnusable(inFile, path) : PostgresFaults.WhyUnusable(fault, options);

    private static string? WhyUnusable(SqliteException fault, string path) =>
        fault.SqliteErrorCode switch
        {
            raw.SQLITE_NOTADB =>
                $"{path} is no registry, but another kind of file. Move it away, or name another data folder: --data DIR.",
            raw.SQLITE_CORRUPT => $"{path} is damaged. Put a backup in its place, or move it away and import again.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM =>
                $"{path} cannot be written. Run as the owner of the data folder, or name another one: --data DIR.",
            raw.SQLITE_FULL or raw.SQLITE_IOERR => $"{path} cannot be written ({fault.Message}). Is the disk full?",
            _ => null,
        };

    /// <summary>Another moment may do: the file is in use, on a disk that fails, or the server is not there. Never a wrong statement or row.</summary>
    internal static bool IsAway(DbException fault) =>
        fault is SqliteException inFile
            ? inFile.SqliteErrorCode
                is raw.SQLITE_BUSY
                    or raw.SQLITE_LOCKED
                    or raw.SQLITE_PROTOCOL
                    or raw.SQLITE_IOERR
                    or raw.SQLITE_CANTOPEN
                    or raw.SQLITE_READONLY
                    or raw.SQLITE_FULL
            : PostgresFaults.IsAway(fault);

    /// <summary>Removes the lock row that EF leaves behind when a process dies in the middle of a migration. Only for who holds the turn.</summary>
    internal static async Task ForgetDeadMigrationAsync(this RegistryContext context, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    /// <summary>
    /// Begins with the write lock held: SQLite can wait for it here, and never once a read has come first (SQLITE_BUSY_SNAPSHOT). PostgreSQL
    /// lets writers work at the same time and refuses, as late as at the commit, what could not have happened one after the other.
    /// </summary>
    internal static Task<IDbContextTransaction> BeginWriteAsync(
        this RegistryContext context,
        CancellationToken cancellationToken
    ) => context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);

    /// <summary>Another writer came between; the same work from its start can succeed.</summary>
    internal static bool MayTryAgain(Exception failure) =>
        failure switch
        {
            DbUpdateConcurrencyException => true,
            SqliteException busy => busy.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED
                || busy.SqliteExtendedErrorCode is UniqueViolated or KeyViolated,
            DbUpdateException { InnerException: SqliteException inner } => MayTryAgain(inner),
            _ => PostgresFaults.MayTryAgain(failure),
        };

    internal static void ConfigureConventions(string? provider, ModelConfigurationBuilder configuration)
    {
        if (provider is null || provider.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            // SQLite has no time with an offset: ticks in UTC sort and compare
            configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
            return;
        }

        // timestamptz takes no other offset, and text is ordered and compared by its octets, as SQLite does
        configuration.Properties<DateTimeOffset>().HaveConversion<Utc>();
        configuration.Properties<string>().UseCollation("C");
    }

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
}
