namespace CyberWatch.Infra.Registry.Queries;

public static class QueryRegistration
{
    /// <summary>The read side for pages; needs the registry.</summary>
    public static IServiceCollection AddRegistryQueries(this IServiceCollection services) =>
        services
            .AddSingleton<IAlertQueries, AlertQueries>()
            .AddSingleton<EstablishmentQueries>()
            .AddSingleton<ScanQueries>()
            .AddSingleton<SectorQueries>()
            .AddSingleton<LetterQueries>()
            .AddSingleton<AuditQueries>()
            .AddSingleton<StandingQueries>()
            .AddSingleton<SectorStandingQueries>()
            .AddSingleton<CallFirstQueries>()
            .AddSingleton<OperationsQueries>();
}
