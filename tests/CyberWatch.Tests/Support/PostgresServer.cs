using System.Diagnostics;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CyberWatch.Tests.Support;

/// <summary>
/// A PostgreSQL of its own, as Debian has it, in a temporary folder on a free port of the loopback; started by a shell that ends it and
/// deletes the folder as soon as this program is gone, however it went.
/// </summary>
internal sealed partial class PostgresServer : IDisposable
{
    public const string User = "cyberwatch";
    public const string Password = "un mot; de 'passe'";
    private const string Template = "cyberwatch_template";

    // initdb refuses root, and Debian's package has made this user
    private const string Account = "postgres";
    private const string Script = """
        set -e
        folder=$(mktemp -d /tmp/cyberwatch-postgres-XXXXXX)
        cd "$folder"
        printf '%s\n' "$3" >password
        bin=$1 data=$folder/data
        trap '"$bin/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1; cd /; rm -rf "$folder"' EXIT
        "$bin/initdb" -D "$data" -U "$4" -A scram-sha-256 --pwfile=password -E UTF8 --locale=C.UTF-8 -N >log 2>&1 || { cat log; exit 1; }
        "$bin/pg_ctl" -D "$data" -w -t 60 -l log -o "-p $2 -k $folder -c listen_addresses=127.0.0.1 -c max_connections=500 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null </dev/null || { cat log; exit 1; }
        echo "READY $folder"
        read -r _ || true
        """;

    private const string Ready = "READY ";

    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer());
    private readonly Process _shell;
    private readonly int _port = LoopbackServer.ClosedPort();
    private readonly Lazy<string> _template;
    private readonly string _folder;
    private int _made;

    private PostgresServer()
    {
        _template = new(MakeTemplate);
        string[] script = ["bash", "-c", Script, "postgres", Programs!, $"{_port}", Password, User];
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", Account, "--", .. script] : script;
        _shell = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                WorkingDirectory = "/",
            }
        )!;
        var said = _shell.StandardOutput.ReadLine();
        if (said?.StartsWith(Ready, StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"PostgreSQL did not start: {said} {_shell.StandardOutput.ReadToEnd()}");
        _folder = said[Ready.Length..];
    }

    /// <summary>Whether there is one to be started.</summary>
    public static bool IsInstalled => Programs is not null && OperatingSystem.IsLinux();

    /// <summary>The one of all tests of this program; the test is skipped where there is none to be had.</summary>
    public static PostgresServer Shared
    {
        get
        {
            Need();
            return Started.Value;
        }
    }

    private static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;

    /// <summary>Where a database is, without the password.</summary>
    public string AddressOf(string database) => $"Host=127.0.0.1;Port={_port};Database={database};Username={User}";

    /// <summary>The same by its socket in the file system, which programs in other network namespaces reach too.</summary>
    public string AddressBySocket(string database) => $"Host={_folder};Port={_port};Database={database};Username={User}";

    /// <summary>The same with the password.</summary>
    public string ConnectionOf(string database) =>
        new NpgsqlConnectionStringBuilder(AddressOf(database)) { Password = Password, MaxPoolSize = 30 }.ConnectionString;

    /// <summary>A new database: with the registry's tables, or with nothing.</summary>
    public string NewDatabase(bool migrated = true)
    {
        var name = $"test_{Interlocked.Increment(ref _made)}";
        Run($"create database {name} template {(migrated ? _template.Value : "template0")}");
        return name;
    }

    /// <summary>Ends whoever is connected to it, so that it can be copied.</summary>
    public void Release(string database) =>
        Run($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}' and pid <> pg_backend_pid()");

    public void Drop(string database)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionOf(database)));
        Run($"drop database if exists {database} with (force)");
    }

    /// <summary>Any statement, by the owner of everything.</summary>
    public void Run(string statement, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(ConnectionOf(database) + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    /// <summary>Benchmarks, which nobody can skip, leave it out and ask <see cref="IsInstalled"/>.</summary>
    static partial void Need();

    private string MakeTemplate()
    {
        Run($"create database {Template} template template0");
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryServer(ConnectionOf(Template) + ";Pooling=false");
        using var context = RegistryProvider.Open(options.Options);
        context.Database.Migrate();
        return Template;
    }
}
