using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.Infra;

public static class InfraRegistration
{
    /// <summary>The registry (by <c>IDbContextFactory&lt;RegistryContext&gt;</c>) and its migration, in the data folder.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsSection<DataOptions>(configuration);
        services.TryAddSingleton<DataFolder>();
        services.AddDbContextFactory<RegistryContext>(
            (provider, options) => options.UseRegistryFile(provider.GetRequiredService<DataFolder>().Registry)
        );
        services.TryAddSingleton<RegistryMigration>();
        services.AddOptionsSection<RegisterOptions>(configuration);
        return services;
    }

    /// <summary>What reads files into the registry.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.TryAddSingleton<RegisterImporter>();
        return services;
    }
}
