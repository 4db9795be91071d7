using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Tests.Scanner.Probes.Service;

/// <summary>A search for ports that finds what a test says.</summary>
internal sealed class FoundPorts(IReadOnlyList<int> open) : IPortScanner
{
    public PortScan? Instead { get; init; }
    public IReadOnlyList<ScannedPort> Services { get; init; } = [];

    public Task<HostSweep> FindHostsAsync(IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken) =>
        Task.FromResult(new HostSweep(addresses, new Dictionary<IPAddress, PortScan.Unfinished>()));

    public Task<PortScan> FindPortsAsync(IPAddress address, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(
            Instead
                ?? new PortScan.Finished(
                    [.. open.Select(port => new ScannedPort(port, Transport.Tcp, "open", "syn-ack", null))],
                    "nmap"
                )
        );

    public Task<PortScan> AskServicesAsync(IPAddress address, IReadOnlyList<int> ports, CancellationToken cancellationToken) =>
        Task.FromResult<PortScan>(new PortScan.Finished(Services, "nmap"));
}
