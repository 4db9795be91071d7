using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Infra.Moving;

public static class MovingRegistration
{
    /// <summary>What moves an installation to servers. Needs the registry.</summary>
    public static IServiceCollection AddMoving(this IServiceCollection services, IConfiguration configuration) =>
        services.AddFindings(configuration).AddSingleton<RegistryMove>().AddSingleton<FindingsMove>().AddSingleton<MoveGivenUp>();
}

/// <summary>Makes a data folder usable again that a move began with and did not end.</summary>
public sealed class MoveGivenUp(RegistryWrites writes, TimeProvider clock)
{
    /// <summary>Returns how many marks were there.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        new SourceMark(writes, clock).GiveUpAsync(cancellationToken);
}
