using CyberWatch.Infra.Options;
using CyberWatch.Scanner.Probes.Dns;
using CyberWatch.Scanner.Probes.Http;
using CyberWatch.Scanner.Probes.Service;
using CyberWatch.Scanner.Probes.Tls;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Probes;

/// <summary>Every probe the product ships, in one list. A new probe is a folder here and a line below.</summary>
internal static class ProbeRegistration
{
    public static IServiceCollection AddProbes(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsSection<ContactOptions>(configuration)
            .AddDnsProbe(configuration)
            .AddServiceProbe(configuration)
            .AddTlsProbe(configuration)
            .AddHttpProbe(configuration);
}
