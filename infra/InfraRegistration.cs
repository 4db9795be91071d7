using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Feeds;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Moving;
using CyberWatch.Infra.Network;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Import;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Infra.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra;

public static class InfraRegistration
{
    /// <summary>The registry (by <c>IDbContextFactory&lt;RegistryContext&gt;</c>) and its migration, in the data folder.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsSection<DataOptions>(configuration);
        services.TryAddSingleton<DataFolder>();
        services.AddOptionsSection<RegistryOptions>(configuration);
        services.TryAddSingleton<IDbContextFactory<RegistryContext>, RegistryFactory>();
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContext());
        services.AddOptionsSection<FindingIndexOptions>(configuration);
        services.TryAddSingleton<MovedAway>();
        services.TryAddSingleton<RegistryMigration>();
        services.TryAddSingleton<RegistryPresence>();
        services.TryAddSingleton<RegistryWrites>();
        services.TryAddSingleton<RegistryClock>();
        services.TryAddSingleton<DueScans>();
        services.TryAddSingleton<WorkShare>();
        services.TryAddSingleton<RateSlices>();
        services.AddOptionsSection<DuePolicyOptions>(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DuePolicyOptions>, DuePolicyCheck>());
        services.TryAddSingleton<DuePolicyFile>();
        services.TryAddSingleton<AlertDecisions>();
        services.TryAddSingleton<AcceptanceEnds>();
        services.TryAddSingleton<AccountDesk>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<KevImporter>();
        services.TryAddSingleton<FeedQueries>();
        services.TryAddSingleton<StandingKeeper>();
        services.AddOptionsSection<RegisterOptions>(configuration);
        return services;
    }

    /// <summary>What asks the store of triggers whether it can be used.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsSection<ScheduleStoreOptions>(configuration);
        services.TryAddSingleton<ScheduleReadiness>();
        return services;
    }

    /// <summary>What reads files into the registry.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsSection<SpecialRangeOptions>(configuration);
        services.AddOptionsSection<PublicSuffixOptions>(configuration);
        services.TryAddTransient(provider => provider.GetRequiredService<IOptions<SpecialRangeOptions>>().Value.Now());
        services.TryAddSingleton<PublicSuffixFile>();
        services.TryAddSingleton(provider => provider.GetRequiredService<PublicSuffixFile>().ListOrFew);
        services.TryAddSingleton<RegisterImporter>();
        services.TryAddTransient<PerimeterImporter>();
        services.TryAddSingleton<MandateImporter>();
        services.TryAddSingleton<ContactImporter>();
        return services;
    }
}
