using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Infra.Options;

public static class OptionsRegistration
{
    /// <summary>Binds a class marked with <see cref="OptionsSectionAttribute"/> and checks its annotations before anything starts.</summary>
    public static IServiceCollection AddOptionsSection<TOptions>(this IServiceCollection services, IConfiguration configuration)
        where TOptions : class
    {
        var section = typeof(TOptions).GetCustomAttribute<OptionsSectionAttribute>()!.Section;
        services
            .AddOptions<TOptions>()
            .Bind(configuration.GetSection(section), binder => binder.ErrorOnUnknownConfiguration = false)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }
}
