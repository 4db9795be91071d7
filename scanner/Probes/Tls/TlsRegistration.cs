using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Probes.Tls;

internal static class TlsRegistration
{
    public static IServiceCollection AddTlsProbe(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsSection<TlsProbeOptions>(configuration)
            .AddOptionsSection<TrustOptions>(configuration)
            .AddSingleton(provider => TrustStore.Read(provider.GetRequiredService<IOptions<TrustOptions>>()))
            .AddSingleton<OldTlsSelfTest>()
            .AddSingleton<IProbe, TlsProbe>();
}
