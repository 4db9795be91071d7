using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>Finds live addresses and open ports within one scan; asks the guard for each literal address, and stops when it changes its mind.</summary>
public interface IPortScanner
{
    /// <summary>Which of these addresses answer at all.</summary>
    Task<HostSweep> FindHostsAsync(IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken);

    /// <summary>All 65,535 TCP ports of one address.</summary>
    Task<PortScan> FindPortsAsync(IPAddress address, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Asks these ports of one address what they speak. Ports of health equipment are left out, whoever names them.</summary>
    Task<PortScan> AskServicesAsync(IPAddress address, IReadOnlyList<int> ports, CancellationToken cancellationToken);
}

/// <summary>The addresses that answered, and those of which nothing can be said, with the reason.</summary>
public sealed record HostSweep(IReadOnlyList<IPAddress> Up, IReadOnlyDictionary<IPAddress, PortScan.Unfinished> NotLooked);

/// <summary>What came of looking at the ports of one address.</summary>
/// <param name="Replay">The command line by which anybody can look again.</param>
public abstract record PortScan(string Replay)
{
    /// <summary>Every port that was asked for was looked at. Ports that are not listed are closed or filtered.</summary>
    public sealed record Finished(IReadOnlyList<ScannedPort> Ports, string Replay) : PortScan(Replay);

    /// <summary>Nothing may be concluded about any port, not even from those that were seen.</summary>
    public sealed record Unfinished(Silence Why, string Detail, string Replay) : PortScan(Replay);
}

/// <summary>One port as nmap saw it. <paramref name="State"/> is open, closed, filtered or open|filtered.</summary>
public sealed record ScannedPort(int Port, Transport Transport, string State, string Reason, ScannedService? Service)
{
    public bool Open => State == "open";
}

/// <summary>
/// What nmap takes the service for. All text is a stranger's, cleaned and bounded. <paramref name="Probed"/>: the service itself said so;
/// false when only the table of port numbers did.
/// </summary>
public sealed record ScannedService(
    string Name,
    string? Product,
    string? Version,
    string? Extra,
    string? Tunnel,
    IReadOnlyList<string> Cpe,
    bool Probed
);
