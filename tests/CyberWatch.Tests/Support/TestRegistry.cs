using CyberWatch.Infra;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Support;

/// <summary>
/// Where a test keeps its registry: a file of its data folder, or, with <c>CYBERWATCH_TEST_REGISTRY=postgres</c>, a database of its own on a
/// <see cref="PostgresServer"/>. Tests of what only a file has bear the trait <see cref="Kind"/> with the value <see cref="File"/>; so do those that turn on
/// the clock of leases, which on a server is the server's own.
/// </summary>
internal sealed class TestRegistry(string folder, bool isEmpty = false) : IDbContextFactory<RegistryContext>, IDisposable
{
    public const string Kind = "Registry";
    public const string File = "file";
    private readonly Lazy<string> _database = new(() => PostgresServer.Shared.NewDatabase(!isEmpty));

    public static bool OnServer { get; } = Environment.GetEnvironmentVariable("CYBERWATCH_TEST_REGISTRY") == "postgres";

    /// <summary>What a program is told, beside its data folder.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        OnServer
            ? new Dictionary<string, string?>
            {
                ["Registry:Provider"] = nameof(DatabaseProvider.Postgres),
                ["Registry:Address"] = PostgresServer.Shared.AddressOf(_database.Value) + ";Maximum Pool Size=30",
                ["Registry:Password"] = PostgresServer.Password,
            }
            : new Dictionary<string, string?>();

    /// <summary>The same as arguments.</summary>
    public IEnumerable<string> Arguments => Settings.Select(setting => $"--{setting.Key}={setting.Value}");

    public RegistryOptions Options =>
        new()
        {
            Provider = OnServer ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite,
            Address = Settings.GetValueOrDefault("Registry:Address"),
            Password = Settings.GetValueOrDefault("Registry:Password"),
        };

    public RegistryContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        if (OnServer)
        {
            options.UseRegistryServer(PostgresServer.Shared.ConnectionOf(_database.Value));
        }
        else
        {
            var data = new DataOptions { Folder = folder };
            options.UseRegistryFile(new DataFolder(Microsoft.Extensions.Options.Options.Create(data)).Registry);
        }
        return RegistryProvider.Open(options.Options);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_database.IsValueCreated)
            PostgresServer.Shared.Drop(_database.Value);
    }
}
