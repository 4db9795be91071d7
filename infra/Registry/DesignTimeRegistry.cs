using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CyberWatch.Infra.Registry;

/// <summary>For <c>dotnet ef migrations add</c> alone.</summary>
internal sealed class DesignTimeRegistry : IDesignTimeDbContextFactory<RegistryContext>
{
    public RegistryContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryFile("design-time.db");
        return new RegistryContext(options.Options);
    }
}

/// <summary>The same for PostgreSQL; it connects to nothing.</summary>
internal sealed class DesignTimePostgresRegistry : IDesignTimeDbContextFactory<PostgresRegistry>
{
    public PostgresRegistry CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryServer("Host=design-time;Database=design-time");
        return new PostgresRegistry(options.Options);
    }
}
