using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.Infra.Mail.Composing;

public static class ComposingRegistration
{
    /// <summary>What letters say and how: needs the registry, and what <c>AddMail</c> brings.</summary>
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.TryAddSingleton<StandingQueries>();
        services.TryAddSingleton<MedianShelf>();
        services.TryAddSingleton<WeekReader>();
        services.TryAddSingleton<SectorComposer>();
        services.TryAddSingleton<UrgentComposer>();
        services.TryAddSingleton<EditionComposer>();
        services.TryAddSingleton<IEditionComposer>(provider => provider.GetRequiredService<EditionComposer>());
        services.TryAddSingleton<LetterRenderer>();
        services.TryAddSingleton<ILetterRenderer, AddressedRenderer>();
        services.TryAddSingleton(provider => new LetterPreview(provider));
        return services;
    }
}
