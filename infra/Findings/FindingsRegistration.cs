using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Options;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Infra.Findings;

public static class FindingsRegistration
{
    /// <summary>The embedded finding index and what fills it. Needs the registry.</summary>
    public static IServiceCollection AddFindings(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsSection<OutboxOptions>(configuration)
            .AddSingleton<IFindingIndex, SqliteFindingIndex>()
            .AddSingleton<OutboxIndexer>();
}
