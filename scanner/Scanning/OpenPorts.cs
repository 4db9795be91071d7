using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>What the service probe said of the ports of one address.</summary>
/// <param name="Looked">Ports were asked, and some answered.</param>
/// <param name="Open">TCP ports that are open.</param>
/// <param name="Waiting">Those on which the service waits for us to speak.</param>
/// <param name="Web">Those that speak HTTP.</param>
internal sealed record OpenPorts(
    bool Looked,
    IReadOnlySet<int> Open,
    IReadOnlyCollection<int> Waiting,
    IReadOnlyCollection<int> Web
)
{
    public static readonly OpenPorts NotLooked = new(false, new HashSet<int>(), [], []);

    public static OpenPorts Of(IReadOnlyList<Finding> findings)
    {
        var open = findings
            .Where(finding => finding is { Asset: Asset.Service { Transport: Transport.Tcp }, Answer: ProbeAnswer.Facts })
            .Select(finding => (((Asset.Service)finding.Asset).Port, Facts: ((ProbeAnswer.Facts)finding.Answer).Values))
            .Where(port => port.Facts.GetValueOrDefault("open") is true)
            .ToList();
        return new(
            open.Count > 0,
            open.Select(port => port.Port).ToHashSet(),
            [.. open.Where(port => port.Facts.GetValueOrDefault("greeting") is not string).Select(port => port.Port).Order()],
            [.. open.Where(port => IsWeb(port.Facts)).Select(port => port.Port).Order()]
        );
    }

    /// <summary>Known to be closed: a full look at the ports did not find it open.</summary>
    public bool IsClosed(int port) => Looked && !Open.Contains(port);

    private static bool IsWeb(IReadOnlyDictionary<string, object?> facts) =>
        facts.GetValueOrDefault("service") is string service
        && service.StartsWith("http", StringComparison.Ordinal)
        && service != "http-proxy";
}
