using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes;

/// <summary>What a probe is handed for one scan of one establishment: the ways out, all guarded, and how it names itself.</summary>
/// <param name="Guard">Knows the perimeter; the dialer asks it anyway.</param>
/// <param name="Dialer">The only way to a scanned host.</param>
/// <param name="Resolver">Our own resolver.</param>
/// <param name="Authorities">Their name servers.</param>
/// <param name="ScanId">The scan; request ids are derived from it.</param>
public sealed record ProbeContext(IScopeGuard Guard, IDialer Dialer, IResolver Resolver, IAuthorities Authorities, Guid ScanId)
{
    /// <summary>Ports of this host that the registry knows, TCP or UDP, so that their closing is seen; for the service probe.</summary>
    public IReadOnlyList<int> KnownPorts { get; init; } = [];

    /// <summary>For finding ports and hosts; null when this scan looks for none.</summary>
    public IPortScanner? Ports { get; init; }

    /// <summary>Told how far the search for ports is, in percent.</summary>
    public IProgress<double>? PortProgress { get; init; }

    /// <summary>False in a light scan: only known ports are asked.</summary>
    public bool AllPorts { get; init; }
}
