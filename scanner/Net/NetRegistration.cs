using CyberWatch.Infra.Network;
using CyberWatch.Infra.Registry;
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
        services.AddSingleton<WaysOut>();
        AddSection<SpecialRangeOptions>(services, configuration, "Scanner");
        AddSection<RateOptions>(services, configuration, "Scanner:Rates");
        AddSection<DialerOptions>(services, configuration, "Scanner:Dialer");
        return services;
    }

    private static void AddSection<TOptions>(IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
