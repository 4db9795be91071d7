using CyberWatch.Scanner.Discovery;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Discovery;

/// <summary>Runs name discovery over zones in memory.</summary>
internal static class NameDiscoveryRun
{
    public const string North = """
        $ORIGIN ch-nord.example.
        @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
        @ 300 NS ns1
        @ 300 NS ns.provider.example.
        @ 300 MX 10 mx1
        @ 300 MX 20 mx.provider.example.
        @ 300 TXT "v=spf1 a:sortie.ch-nord.example include:_spf.provider.example -all"
        @ 300 A 203.0.113.10
        @ 300 AAAA 2001:db8::10
        ns1 300 A 203.0.113.53
        mx1 300 A 203.0.113.25
        sortie 300 A 203.0.113.26
        www 300 CNAME ch-nord.example.
        pacs 300 A 203.0.113.30
        pacs-test 300 A 203.0.113.31
        rdv 300 CNAME portail.ch-nord.example.
        portail 300 CNAME tenant.saas.example.
        sip 300 A 203.0.113.60
        _sip._tcp 300 SRV 10 5 5060 telephonie
        telephonie 300 A 203.0.113.61
        vpn 300 CNAME gone.provider.example.
        secret 300 A 203.0.113.99
        oddly-named-thing 300 A 203.0.113.77
        $ORIGIN provider.example.
        @ 300 SOA ns hostmaster 1 3600 900 604800 300
        ns 300 A 198.51.100.53
        mx 300 A 198.51.100.25
        $ORIGIN saas.example.
        @ 300 SOA ns hostmaster 1 3600 900 604800 300
        tenant 300 A 198.51.100.80
        """;

    public static Task<NameMap> DiscoverAsync(
        ZonesInMemory zones,
        NameRequest request,
        GuardOfNames? guard = null,
        IProgress<NameProgress>? progress = null
    ) => DiscoverUntilAsync(zones, request, guard, progress, TestContext.Current.CancellationToken);

    public static Task<NameMap> DiscoverUntilAsync(
        ZonesInMemory zones,
        NameRequest request,
        GuardOfNames? guard,
        IProgress<NameProgress>? progress,
        CancellationToken stop
    )
    {
        var context = NameTests.Context(zones, guard ?? new GuardOfNames(request.Domains));
        var discovery = new NameDiscovery(Options.Create(new NameDiscoveryOptions()), NullLogger<NameDiscovery>.Instance);
        return discovery.DiscoverAsync(request, context, progress, stop);
    }
}
