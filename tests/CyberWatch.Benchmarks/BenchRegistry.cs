using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>The registry of a benchmark: a file, or a database of a PostgreSQL server.</summary>
internal sealed class BenchRegistry : IDbContextFactory<RegistryContext>, IDisposable
{
    private readonly DbContextOptions<RegistryContext> _options;

    public BenchRegistry(string file) => _options = Options(options => options.UseRegistryFile(file));

    /// <param name="server">Where the database is made.</param>
    /// <param name="database">Its name.</param>
    public BenchRegistry(PostgresProcess server, string database)
    {
        server.Run($"create database {database} template template0");
        _options = Options(options => options.UseRegistryServer(server.ConnectionOf(database)));
        foreach (var section in (string[])["Registry", "Schedule"])
        {
            Settings.Add($"--{section}:Provider=Postgres");
            Settings.Add($"--{section}:Address={server.AddressOf(database)}");
            Settings.Add($"--{section}:Password={PostgresProcess.Password}");
        }
    }

    /// <summary>What a worker over it is told, beside its data folder.</summary>
    public List<string> Settings { get; } = [];

    public RegistryContext CreateDbContext() => RegistryProvider.Open(_options);

    public void Dispose() => SqliteConnection.ClearAllPools();

    private static DbContextOptions<RegistryContext> Options(Action<DbContextOptionsBuilder<RegistryContext>> use)
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        use(options);
        return options.Options;
    }
}
