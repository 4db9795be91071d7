using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Engine;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Scanning;

/// <summary>What all scans of this worker share.</summary>
internal sealed class ScanServices(
    WaysOut ways,
    IDbContextFactory<RegistryContext> registry,
    IResolver resolver,
    ScanTools tools,
    RuleSet rules,
    IOptions<ScanningOptions> options,
    IOptions<DnsOptions> dns,
    TimeProvider clock
)
{
    public WaysOut Ways => ways;
    public IDbContextFactory<RegistryContext> Registry => registry;
    public IResolver Resolver => resolver;
    public ScanTools Tools => tools;
    public RuleSet Rules => rules;
    public ScanningOptions Options => options.Value;
    public DnsOptions Dns => dns.Value;
    public TimeProvider Clock => clock;
}
