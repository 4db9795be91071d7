using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CyberWatch.Infra.Databases;

/// <summary>What PostgreSQL's faults mean to us.</summary>
internal static class PostgresFaults
{
    private static readonly string[] OutageClasses = ["08", "40", "53", "57P"];

    /// <summary>What to do about a server that does not let us in; null where the fault is another one. Holds no password.</summary>
    public static string? WhyUnusable(Exception fault, DatabaseOptions options) =>
        fault switch
        {
            PostgresException told => WhyRefused(told, options),
            NpgsqlException { InnerException: (SocketException or TimeoutException or IOException) and var silence } =>
                $"{options.Shown} does not answer ({silence.Message}). Start the server, or correct {options.Section}:Address.",
            NpgsqlException { InnerException: null } odd =>
                $"{options.Shown} cannot be used ({odd.Message}). Correct {options.Section}:Address, Password or PasswordFile.",
            _ => null,
        };

    /// <summary>Another writer came between; the same work from its start can succeed.</summary>
    public static bool MayTryAgain(Exception failure) =>
        failure switch
        {
            PostgresException told => told.SqlState
                is PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.UniqueViolation,
            DbUpdateException { InnerException: PostgresException inner } => MayTryAgain(inner),
            _ => false,
        };

    /// <summary>
    /// The server is not there, is going, has no room, or lets another writer come first: another moment may do. Whatever else it says is about
    /// what we asked.
    /// </summary>
    public static bool IsAway(DbException fault) =>
        fault switch
        {
            PostgresException told => told.IsTransient || IsAway(told.SqlState),
            NpgsqlException silent => silent.IsTransient,
            _ => false,
        };

    /// <summary>By class, where one is an outage as a whole: connection, transaction taken back, resources, operator.</summary>
    private static bool IsAway(string state) =>
        state is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
        || Array.Exists(OutageClasses, one => state.StartsWith(one, StringComparison.Ordinal));

    private static string? WhyRefused(PostgresException told, DatabaseOptions options) =>
        told.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"{options.Shown} does not let us in ({told.MessageText}). Correct Username in {options.Section}:Address, or {options.Section}:Password or PasswordFile.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"There is no database {options.Shown}. Make it, encoded in UTF8 (createdb -E UTF8 -T template0), and run this again: 'registry migrate' makes its tables, and so does 'move'.",
            PostgresErrorCodes.CannotConnectNow =>
                $"{options.Shown} is starting or stopping ({told.MessageText}). Start this again in a moment.",
            PostgresErrorCodes.TooManyConnections =>
                $"{options.Shown} has no connection left. Raise max_connections there, or lower 'Maximum Pool Size' in {options.Section}:Address.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"{options.Shown} allows this user too little ({told.MessageText}). 'registry migrate' needs the owner of the database; the programs need select, insert, update and delete on its tables.",
            PostgresErrorCodes.DiskFull => $"{options.Shown} has no room left. Free some on the server's disk.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"{options.Shown} only reads: a standby. Name the primary in {options.Section}:Address.",
            _ => null,
        };
}
