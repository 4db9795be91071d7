using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Net.Dns;

internal static class DnsRegistration
{
    /// <summary>Our resolver. The way to their servers is opened for each scan, with its guard.</summary>
    public static IServiceCollection AddDns(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsSection<DnsOptions>(configuration)
            .AddOptionsSection<ResolverOptions>(configuration)
            .AddSingleton<IResolver, Resolver>();
}
