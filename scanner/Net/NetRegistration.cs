using CyberWatch.Infra.Network;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Scanner.Net.Nmap;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.Scanner.Net;

/// <summary>The ways out of the worker.</summary>
internal static class NetRegistration
{
    public static IServiceCollection AddWaysOut(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PerimeterReader>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<RateShare>();
        services.AddSingleton<NmapInstallation>();
        services.AddSingleton<NmapRoom>();
        services.AddSingleton<WaysOut>();
        services.AddOptionsSection<SpecialRangeOptions>(configuration);
        services.AddOptionsSection<RateOptions>(configuration);
        services.AddOptionsSection<DialerOptions>(configuration);
        services.AddOptionsSection<NmapOptions>(configuration);
        return services;
    }
}
