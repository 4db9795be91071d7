using System.Globalization;
using System.Security.Cryptography;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;
using Npgsql;

namespace CyberWatch.Infra.Backup;

/// <summary>The registry on a PostgreSQL server, by that server's own programs. Its schedule goes with it where it is in the same database.</summary>
internal sealed class PostgresRegistryCopy(RegistryOptions options) : RegistryCopy
{
    private static readonly string[] Ours = ["--no-owner", "--no-privileges"];

    public override string File => "registry.dump";

    public override Task SaveAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", .. Ours, "--file", Path.Combine(folder, File)], cancellationToken);

    public override async Task<string?> FilledAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from pg_catalog.pg_tables where schemaname = 'public'";
            return await command.ExecuteScalarAsync(cancellationToken) is 0L ? null : $"The database {options.Shown}";
        }
        catch (NpgsqlException fault)
        {
            throw new IOException(PostgresFaults.WhyUnusable(fault, options) ?? $"{options.Shown}: {fault.Message}", fault);
        }
    }

    /// <summary>As one script in one transaction: half of a registry must never be seen, nor a whole one that would send letters again.</summary>
    public override async Task LoadAsync(string folder, DateTimeOffset undelivered, CancellationToken cancellationToken)
    {
        var script = Path.Combine(folder, "registry.sql");
        await PostgresProgram.RunAsync(
            "pg_restore",
            [.. Ours, "--file", script, Path.Combine(folder, File)],
            null,
            cancellationToken
        );
        await System.IO.File.AppendAllTextAsync(script, Adapt(undelivered), cancellationToken);
        await RunAsync(
            "psql",
            ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction", "--file", script],
            cancellationToken
        );
    }

    private Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        PostgresProgram.RunAsync(program, arguments, options, cancellationToken);

    // the script leaves an empty search path behind
    private static string Adapt(DateTimeOffset undelivered) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""

            update public."Outbox" set "DeliveredAt" = null where "DeliveredAt" >= '{undelivered.UtcDateTime:O}';
            select setval(name::regclass, nextval(name::regclass) + {Leap}) from pg_get_serial_sequence('public."Outbox"', 'Id') as name;
            insert into public."MailStates" ("Id", "Secret", "Handed")
                select 1, decode('{RandomNumberGenerator.GetHexString(
                64
            )}', 'hex'), 0 where not exists (select 1 from public."MailStates");
            update public."MailStates" set "Mark" = '{Mark}', "MarkBorn" = null;

            """
        );
}
