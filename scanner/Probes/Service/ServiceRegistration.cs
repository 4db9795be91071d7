using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Probes.Service;

internal static class ServiceRegistration
{
    public static IServiceCollection AddServiceProbe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IProbe, ServiceProbe>();
        services.AddOptionsSection<ServiceProbeOptions>(configuration);
        return services;
    }
}
