using System.ComponentModel;
using System.Diagnostics;
using CyberWatch.Infra.Databases;
using Npgsql;

namespace CyberWatch.Infra.Backup;

/// <summary>One run of a program of PostgreSQL's client. Where to and by which password is told by the environment, which no list of processes shows.</summary>
internal static class PostgresProgram
{
    /// <param name="program">pg_dump, pg_restore or psql.</param>
    /// <param name="arguments">Without those of the connection.</param>
    /// <param name="options">Null: it talks to no server.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="IOException">It is missing, or did not end well; the message says what it said.</exception>
    public static async Task RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        DatabaseOptions? options,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true };
        Describe(start.Environment, options);
        using var process = Start(start, program);
        try
        {
            var said = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new IOException(
                    $"{program} did not end well{(options is null ? "" : $" ({options.Shown})")}: {said.Trim()}"
                );
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new IOException(
                $"{program} cannot be started ({fault.Message}). Install PostgreSQL's client of the server's version or a later one: on Debian postgresql-client.",
                fault
            );
        }
    }

    private static void Describe(IDictionary<string, string?> environment, DatabaseOptions? options)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            environment.Remove(name);
        if (options is null)
            return;
        var to = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        environment["PGHOST"] = to.Host;
        environment["PGPORT"] = $"{to.Port}";
        environment["PGDATABASE"] = to.Database;
        environment["PGUSER"] = to.Username;
        environment["PGPASSWORD"] = to.Password;
        environment["PGSSLROOTCERT"] = to.RootCertificate;
        environment["PGSSLMODE"] = to.SslMode switch
        {
            SslMode.VerifyFull => "verify-full",
            SslMode.VerifyCA => "verify-ca",
            var mode => mode.ToString().ToLowerInvariant(),
        };
    }
}
