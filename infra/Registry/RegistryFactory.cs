using CyberWatch.Infra.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Registry;

/// <summary>Opens the registry where the options say that it is kept.</summary>
public sealed class RegistryFactory : IDbContextFactory<RegistryContext>
{
    private readonly DbContextOptions<RegistryContext> _options;

    public RegistryFactory(IOptions<RegistryOptions> options, DataFolder folder)
    {
        var builder = new DbContextOptionsBuilder<RegistryContext>();
        if (options.Value.Provider == DatabaseProvider.Postgres)
            builder.UseRegistryServer(options.Value.ConnectionString);
        else
            builder.UseRegistryFile(folder.Registry);
        _options = builder.Options;
    }

    public RegistryContext CreateDbContext() => RegistryProvider.Open(_options);
}
