using CyberWatch.Infra.Network;
using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.Scanner.Probes.Dns;

internal static class DnsProbeRegistration
{
    public static IServiceCollection AddDnsProbe(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PublicSuffixFile>();
        return services
            .AddOptionsSection<PublicSuffixOptions>(configuration)
            .AddOptionsSection<DnsProbeOptions>(configuration)
            .AddSingleton<IProbe, DnsProbe>();
    }
}
