using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Findings;

public static class FindingsRegistration
{
    /// <summary>The finding index that the options name, and what fills it. Needs the registry.</summary>
    public static IServiceCollection AddFindings(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsSection<OutboxOptions>(configuration)
            .AddOptionsSection<FindingIndexOptions>(configuration)
            .AddOptionsSection<ElasticOptions>(configuration)
            .AddSingleton<FindingsPresence>()
            .AddSingleton<SqliteFindingIndex>()
            .AddSingleton<ElasticConnection>()
            .AddSingleton(provider => new ElasticSetup(provider.GetRequiredService<ElasticConnection>()))
            .AddSingleton<ElasticFindingIndex>()
            .AddSingleton<IFindingIndex>(provider => new ScopedFindingIndex(
                provider.GetRequiredService<IOptions<FindingIndexOptions>>().Value.Provider switch
                {
                    FindingIndexProvider.Elastic => provider.GetRequiredService<ElasticFindingIndex>(),
                    _ => provider.GetRequiredService<SqliteFindingIndex>(),
                },
                provider.GetRequiredService<IDbContextFactory<RegistryContext>>()
            ))
            .AddSingleton<IIndexUpkeep>(provider =>
                provider.GetRequiredService<IOptions<FindingIndexOptions>>().Value.Provider switch
                {
                    FindingIndexProvider.Elastic => new ElasticUpkeep(
                        provider.GetRequiredService<ElasticConnection>(),
                        provider.GetRequiredService<TimeProvider>()
                    ),
                    _ => new SqliteUpkeep(provider.GetRequiredService<SqliteFindingIndex>()),
                }
            )
            .AddSingleton<IndexRebuild>()
            .AddSingleton<IndexWatch>()
            .AddSingleton<OutboxMark>()
            .AddSingleton<OutboxPurge>()
            .AddSingleton<OutboxIndexer>();
}
