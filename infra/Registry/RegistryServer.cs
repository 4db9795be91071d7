using System.Data;
using System.Data.Common;
using CyberWatch.Infra.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CyberWatch.Infra.Registry;

/// <summary>What a registry on PostgreSQL needs and a file does not.</summary>
internal static class RegistryServer
{
    public static bool IsOnServer(this RegistryContext context) => context.Database.IsNpgsql();

    /// <summary>A server must be there and keep text as Unicode; EF itself would take a database that is missing for an empty one.</summary>
    /// <exception cref="IOException">It keeps text otherwise; the message says what to do.</exception>
    /// <exception cref="DbException">It cannot be used; <see cref="RegistryProvider.WhyUnusable(DbException, string, RegistryOptions)"/> says why.</exception>
    public static async Task CheckServerAsync(this RegistryContext context, string place, CancellationToken cancellationToken)
    {
        if (!context.IsOnServer())
            return;
        var encoding = await context
            .Database.SqlQueryRaw<string>("select current_setting('server_encoding') as \"Value\"")
            .SingleAsync(cancellationToken);
        if (encoding != "UTF8")
            throw new IOException($"{place} keeps text as {encoding}. Make the database anew: createdb -E UTF8 -T template0.");
    }

    /// <summary>
    /// What changes when a server's database is an older one that was put back: another server, another database, or the same that went back
    /// in time. Null for a file, which has nothing of the kind.
    /// </summary>
    public static async Task<string?> IdentityAsync(this RegistryContext context, CancellationToken cancellationToken) =>
        context.IsOnServer()
            ? await context
                .Database.SqlQueryRaw<string>(
                    """
                    select concat_ws('/', (pg_control_system()).system_identifier, (pg_control_checkpoint()).timeline_id, oid) as "Value"
                    from pg_database where datname = current_database()
                    """
                )
                .SingleAsync(cancellationToken)
            : null;

    /// <summary>For long work that cannot be done again from its start: such writers wait for each other, and see what others commit meanwhile.</summary>
    public static async Task<IDbContextTransaction> BeginImportAsync(
        this RegistryContext context,
        CancellationToken cancellationToken
    )
    {
        if (!context.IsOnServer())
            return await context.BeginWriteAsync(cancellationToken);
        var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await context.TakeTurnAsync(PostgresTurns.Import, cancellationToken);
        return transaction;
    }

    /// <summary>
    /// A worker that is frozen inside a transaction would hold its rows for ever, and nobody could take over: the server ends such a session
    /// after a quarter of a minute. Compiling a question takes longer than answering any of ours, and sums over the whole
    /// sector find room in memory. Options that an address brings itself stay as they are.
    /// </summary>
    public static string LettingGo(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        parts.Options ??= "-c idle_in_transaction_session_timeout=15s -c jit=off -c work_mem=32MB";
        return parts.ConnectionString;
    }

    /// <summary>What the server's clock shows; null for a file, which has none.</summary>
    public static async Task<DateTimeOffset?> TimeAsync(this RegistryContext context, CancellationToken cancellationToken) =>
        context.IsOnServer()
            ? await context
                .Database.SqlQueryRaw<DateTimeOffset>("select clock_timestamp() as \"Value\"")
                .SingleAsync(cancellationToken)
            : null;

    /// <summary>Waits on PostgreSQL until nobody else has this turn; it ends with the transaction.</summary>
    public static Task TakeTurnAsync(this RegistryContext context, long turn, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({turn})", cancellationToken);
}
