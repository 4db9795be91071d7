using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Discovery;

internal static class NameDiscoveryRegistration
{
    public static IServiceCollection AddNameDiscovery(this IServiceCollection services, IConfiguration configuration) =>
        services.AddOptionsSection<NameDiscoveryOptions>(configuration).AddSingleton<NameDiscovery>();
}
