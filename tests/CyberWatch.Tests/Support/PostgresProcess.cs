using System.Diagnostics;
using Npgsql;

namespace CyberWatch.Tests.Support;

/// <summary>
/// A PostgreSQL of its own, as Debian has it, in a temporary folder on a free port of the loopback; started by a shell that ends it and
/// deletes the folder as soon as this program is gone, however it went.
/// </summary>
internal class PostgresProcess : IDisposable
{
    public const string User = "cyberwatch";
    public const string Password = "un mot; de 'passe'";

    // initdb refuses root, and Debian's package has made this user
    private const string Account = "postgres";
    private const string Script = """
        set -e
        folder=$(mktemp -d /tmp/cyberwatch-postgres-XXXXXX)
        cd "$folder"
        printf '%s\n' "$3" >password
        bin=$1 data=$folder/data
        end() {
            server=$(head -n 1 "$data/postmaster.pid" 2>/dev/null) && kill -CONT $server $(cat /proc/$server/task/$server/children) 2>/dev/null
            "$bin/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1
            cd /
            rm -rf "$folder"
        }
        trap 'set +e; end' EXIT
        "$bin/initdb" -D "$data" -U "$4" -A scram-sha-256 --pwfile=password -E UTF8 --locale=C.UTF-8 -N >log 2>&1 || { cat log; exit 1; }
        start() {
            rm -f "$data/postmaster.pid" "$folder"/.s.PGSQL.*.lock
            "$bin/pg_ctl" -D "$data" -w -t 60 -l log -o "-p $2 -k $folder -c listen_addresses=127.0.0.1 -c max_connections=500 $5" start >/dev/null </dev/null || { cat log; exit 1; }
            echo "READY $folder"
        }
        start "$@"
        while read -r _; do start "$@"; done
        """;

    private const string Ready = "READY ";

    private readonly Process _shell;
    private readonly int _port = LoopbackServer.ClosedPort();
    private readonly string _folder;
    private bool _ended;

    /// <param name="settings">As on the command line of a server: -c NAME=VALUE.</param>
    public PostgresProcess(string settings)
    {
        string[] script = ["bash", "-c", Script, "postgres", Programs!, $"{_port}", Password, User, settings];
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
        _folder = UntilReady();
    }

    /// <summary>Where Debian keeps them; null: there is no PostgreSQL here.</summary>
    protected static string? Programs { get; } =
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

    /// <summary>Ends whoever is connected to it, so that it can be copied.</summary>
    public void Release(string database) =>
        Run($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}' and pid <> pg_backend_pid()");

    public void Drop(string database)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionOf(database)));
        if (_ended)
            return;
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

    /// <summary>KILL, STOP or CONT, to the server and all that it has started: as when its machine loses power, hangs, and goes on.</summary>
    public void Signal(string name)
    {
        var server = File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First();
        // one that still runs would make new ones, or begin to mend itself
        Signal("STOP", [server]);
        Signal(name, [server, .. ChildrenOf(server)]);
    }

    /// <summary>Thaws it after a STOP, or starts it once more at the same address after a KILL.</summary>
    public void BackFrom(string signal)
    {
        if (signal == "STOP")
        {
            Signal("CONT");
            return;
        }
        _shell.StandardInput.WriteLine();
        UntilReady();
        NpgsqlConnection.ClearAllPools();
    }

    public void Dispose()
    {
        _ended = true;
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private string UntilReady()
    {
        var said = _shell.StandardOutput.ReadLine();
        return said?.StartsWith(Ready, StringComparison.Ordinal) == true
            ? said[Ready.Length..]
            : throw new InvalidOperationException($"PostgreSQL did not start: {said} {_shell.StandardOutput.ReadToEnd()}");
    }

    private static void Signal(string name, string[] processes)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {string.Join(' ', processes)}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"{name} could not be sent to {string.Join(' ', processes)}");
    }

    private static IEnumerable<string> ChildrenOf(string process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
