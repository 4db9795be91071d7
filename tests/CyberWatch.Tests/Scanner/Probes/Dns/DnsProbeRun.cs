using CyberWatch.Infra.Network;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes;
using CyberWatch.Scanner.Probes.Dns;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

/// <summary>Runs the probe over zones in memory, with a public suffix list that knows nothing but top-level domains.</summary>
internal static class DnsProbeRun
{
    public const string ForeignName = "there.elsewhere.example";

    /// <summary>The zone above, whose server is 198.51.100.1, and the one of the foreign name.</summary>
    public const string Around = """
        $ORIGIN example.
        @ 300 SOA ns hostmaster 1 3600 900 604800 300
        @ 300 NS ns
        ns 300 A 198.51.100.1
        $ORIGIN elsewhere.example.
        @ 300 SOA ns hostmaster 1 3600 900 604800 300
        there 300 A 198.51.100.99
        """;

    public static Task<Finding> OfZoneAsync(ZonesInMemory zones, string zone) => RunAsync(zones, new Asset.Zone(zone), zone);

    public static Task<Finding> OfNameAsync(ZonesInMemory zones, string name, string domain) =>
        RunAsync(zones, new Asset.HostName(name), domain);

    public static async Task<IReadOnlyDictionary<string, object?>> FactsOfZoneAsync(ZonesInMemory zones, string zone) =>
        FactsOf(await OfZoneAsync(zones, zone));

    public static async Task<IReadOnlyDictionary<string, object?>> FactsOfZoneAsync(ProbeContext context, string zone) =>
        FactsOf(await RunAsync(context, new Asset.Zone(zone)));

    public static Task<IReadOnlyDictionary<string, object?>> FactsOfZoneAsync(OneMailExchanger resolver, string zone) =>
        FactsOfZoneAsync(NameTests.Context(new ZonesInMemory(""), new GuardOfNames([zone])) with { Resolver = resolver }, zone);

    public static Task<Finding> OfAssetAsync(ProbeContext context, Asset asset) => RunAsync(context, asset);

    public static async Task<IReadOnlyDictionary<string, object?>> FactsOfNameAsync(
        ZonesInMemory zones,
        string name,
        string domain
    ) => FactsOf(await OfNameAsync(zones, name, domain));

    public static IReadOnlyList<string> ListOf(IReadOnlyDictionary<string, object?> facts, string fact) =>
        Assert.IsType<IReadOnlyList<string>>(facts[fact], exactMatch: false);

    private static IReadOnlyDictionary<string, object?> FactsOf(Finding finding) => DeclaredFacts.Of([finding]);

    private static Task<Finding> RunAsync(ZonesInMemory zones, Asset asset, string domain) =>
        RunAsync(NameTests.Context(zones, new GuardOfNames([domain])), asset);

    private static async Task<Finding> RunAsync(ProbeContext context, Asset asset)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "example\ntest\n", TestContext.Current.CancellationToken);
            var suffixes = new PublicSuffixFile(
                Options.Create(new PublicSuffixOptions { PublicSuffixes = file }),
                NullLogger<PublicSuffixFile>.Instance
            );
            var options = Options.Create(new DnsProbeOptions { ForeignName = ForeignName, Pause = TimeSpan.Zero });
            var probe = new DnsProbe(TimeProvider.System, options, suffixes);
            return Assert.Single(await probe.AskAsync(asset, context, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
