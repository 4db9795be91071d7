using CyberWatch.Infra.Catalogue;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Options;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

internal static class ScanningRegistration
{
    /// <summary>All that a scan needs, on top of the registry.</summary>
    public static void AddScanning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFindings(configuration).AddDns(configuration).AddWaysOut(configuration).AddProbes(configuration);
        services.AddNameDiscovery(configuration);
        services.AddOptionsSection<ScanningOptions>(configuration).AddOptionsSection<AlertOptions>(configuration);
        services.AddSingleton(_ => RuleCatalogue.Load(RuleCatalogue.DefaultFolder).OrThrow());
        services.AddSingleton(provider => WorkerName.Of(provider.GetRequiredService<IOptions<ScanningOptions>>().Value));
        services
            .AddSingleton<LatestRewrite>()
            .AddSingleton<Drain>()
            .AddSingleton<AddressTurns>()
            .AddSingleton<ProbeAsker>()
            .AddSingleton<AlertKeeper>()
            .AddSingleton<FindingKeeper>()
            .AddSingleton<ScanEnd>();
        services.AddSingleton(provider => new ScanTools(
            provider.GetRequiredService<NameDiscovery>(),
            provider.GetRequiredService<ProbeAsker>(),
            provider.GetRequiredService<FindingKeeper>(),
            provider.GetRequiredService<AddressTurns>(),
            provider.GetRequiredService<Drain>(),
            provider.GetRequiredService<IOptions<ScanningOptions>>().Value.ParallelAssets
        ));
        services.AddSingleton<ScanServices>().AddSingleton<ScanRunner>();
    }
}
