using System.Collections.Concurrent;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Probes.Service.Questions;

namespace CyberWatch.Scanner.Probes.Service;

internal sealed record AskedPort(int Port, PortReply Reply);

/// <summary>Asks the TCP ports of one host, some at a time, and hands what stays unknown to nmap's service detection.</summary>
internal sealed class HostInterview(
    IPAddress address,
    ProbeContext context,
    TimeProvider clock,
    ServiceProbeOptions options,
    string userAgent
)
{
    private const int Http = 80;

    public async Task<IReadOnlyList<AskedPort>> AskAsync(IReadOnlyList<int> ports, CancellationToken cancellationToken)
    {
        var replies = new ConcurrentDictionary<int, PortReply>();
        await Parallel.ForEachAsync(
            ports,
            new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = cancellationToken },
            async (port, token) => replies[port] = await new PortInterview(PortOf(port)).AskAsync(token)
        );
        await AskNmapAsync(replies, cancellationToken);
        await AskProxiesAsync(replies, cancellationToken);
        return [.. replies.OrderBy(reply => reply.Key).Select(reply => new AskedPort(reply.Key, reply.Value))];
    }

    private Port PortOf(int port) => new(new Target(address, port), context.Dialer, clock, options, userAgent);

    private async Task AskNmapAsync(ConcurrentDictionary<int, PortReply> replies, CancellationToken cancellationToken)
    {
        int[] unknown =
        [
            .. replies
                .Where(reply => reply.Value is PortReply.Open { What: null } && !HealthPorts.Contains(reply.Key))
                .Select(reply => reply.Key),
        ];
        if (unknown.Length == 0 || context.Ports is not { } scanner || !context.AllPorts)
            return;

        if (await scanner.AskServicesAsync(address, unknown, cancellationToken) is not PortScan.Finished finished)
            return;

        foreach (var port in finished.Ports.Where(port => port.Transport == Transport.Tcp))
        {
            if (replies.GetValueOrDefault(port.Port) is PortReply.Open open && port.Service is { Probed: true } service)
                replies[port.Port] = open with { What = OfNmap(service) };
        }
    }

    private static Recognised OfNmap(ScannedService service) =>
        new(service.Name == "ms-wbt-server" ? "rdp" : service.Name)
        {
            Product = service.Product,
            Version = service.Version,
            Extra = service.Extra,
            Cpe = service.Cpe,
            Tunnel = service.Tunnel,
            AskedByNmap = true,
        };

    // a proxy can only be asked for something that we may ask: a web port of this very host, open or not
    private async Task AskProxiesAsync(ConcurrentDictionary<int, PortReply> replies, CancellationToken cancellationToken)
    {
        int[] web =
        [
            .. replies
                .Where(reply => reply.Value is PortReply.Open { What: { Service: "http", Tunnel: null } })
                .Select(reply => reply.Key)
                .Order(),
        ];
        foreach (var (port, reply) in replies)
        {
            if (reply is PortReply.Open { What: { Service: "http-proxy" } known } open)
            {
                replies[port] = open with
                {
                    What = await ProxyQuestion.AskAsync(
                        known,
                        PortOf(port),
                        web is [var first, ..] ? first : Http,
                        cancellationToken
                    ),
                };
            }
        }
    }
}
