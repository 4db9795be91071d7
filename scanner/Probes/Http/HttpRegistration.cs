using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Probes.Http;

internal static class HttpRegistration
{
    public static IServiceCollection AddHttpProbe(this IServiceCollection services, IConfiguration configuration) =>
        services.AddOptionsSection<HttpProbeOptions>(configuration).AddSingleton<IProbe, HttpProbe>();
}
