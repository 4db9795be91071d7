using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SQLitePCL;

namespace CyberWatch.Infra.Registry;

/// <summary>The one file that knows which database keeps the registry.</summary>
public static class RegistryProvider
{
    // result codes of SQLite
    private const int Busy = 5;
    private const int Locked = 6;
    private const int UniqueViolated = 2067;
    private const int KeyViolated = 1555;

    /// <summary>The registry as a SQLite file. Waits 30 s for another writer; nothing committed is lost when the power fails.</summary>
    public static void UseRegistryFile(this DbContextOptionsBuilder options, string path)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 };
        options.UseSqlite(connection.ConnectionString).AddInterceptors(new SqlitePragmas());
    }

    /// <summary>What to say of a file that does not open; null where the fault is another one.</summary>
    internal static string? WhyUnusable(DbException fault, string path) =>
        (fault as SqliteException)?.SqliteErrorCode switch
        {
            raw.SQLITE_NOTADB =>
                $"{path} is no registry, but another kind of file. Move it away, or name another data folder: --data DIR.",
            raw.SQLITE_CORRUPT => $"{path} is damaged. Put a backup in its place, or move it away and import again.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM =>
                $"{path} cannot be written. Run as the owner of the data folder, or name another one: --data DIR.",
            raw.SQLITE_FULL or raw.SQLITE_IOERR => $"{path} cannot be written ({fault.Message}). Is the disk full?",
            _ => null,
        };

    /// <summary>Removes the lock row that EF leaves behind when a process dies in the middle of a migration. Only for who holds the turn.</summary>
    internal static async Task ForgetDeadMigrationAsync(this RegistryContext context, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    /// <summary>Begins with the write lock held: SQLite can wait for it here, and never once a read has come first (SQLITE_BUSY_SNAPSHOT).</summary>
    internal static Task<IDbContextTransaction> BeginWriteAsync(
        this RegistryContext context,
        CancellationToken cancellationToken
    ) => context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);

    /// <summary>Another writer came between; the same work from its start can succeed.</summary>
    internal static bool MayTryAgain(Exception failure) =>
        failure switch
        {
            DbUpdateConcurrencyException => true,
            SqliteException busy => busy.SqliteErrorCode is Busy or Locked
                || busy.SqliteExtendedErrorCode is UniqueViolated or KeyViolated,
            DbUpdateException { InnerException: SqliteException inner } => MayTryAgain(inner),
            _ => false,
        };

    internal static void ConfigureConventions(string? provider, ModelConfigurationBuilder configuration)
    {
        // SQLite has no time with an offset: ticks in UTC sort and compare
        if (provider is null || provider.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        }
    }

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
