using CyberWatch.Infra.Registry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>The registry file of a benchmark.</summary>
internal sealed class BenchRegistry(string file) : IDbContextFactory<RegistryContext>, IDisposable
{
    public RegistryContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryFile(file);
        return new RegistryContext(options.Options);
    }

    public void Dispose() => SqliteConnection.ClearAllPools();
}
