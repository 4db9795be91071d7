using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry;

/// <summary>A registry of its own in a temporary file, migrated as the product does.</summary>
internal sealed class TestRegistry : IDbContextFactory<RegistryContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cyberwatch-").FullName;

    public TestRegistry()
    {
        using var registry = Open();
        registry.Database.Migrate();
    }

    public RegistryContext Open()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryFile(Path.Combine(_folder, "registry.db"));
        return new RegistryContext(options.Options);
    }

    RegistryContext IDbContextFactory<RegistryContext>.CreateDbContext() => Open();

    public static Establishment Site(string finess, string? legalEntity = null, string name = "Centre hospitalier") =>
        new()
        {
            Finess = finess,
            Name = name,
            LegalEntity = legalEntity,
            InService = true,
        };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
