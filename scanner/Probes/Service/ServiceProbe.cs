using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>
/// Which ports of a host are open, and what each speaks by its own answer. A full scan looks at all TCP ports and a few of UDP, a light one
/// at those that are known.
/// </summary>
internal sealed class ServiceProbe(TimeProvider clock, IOptions<ServiceProbeOptions> options, IOptions<ContactOptions> contact)
    : IProbe
{
    public string Id => "service";

    public bool AppliesTo(Asset asset) => asset is Asset.Host;

    /// <summary>
    /// One finding for each open port, and one for each known port that is not. When the search for ports was not finished, one for the host
    /// says why, and of ports that are not known nothing is said.
    /// </summary>
    public async Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
    {
        var address = ((Asset.Host)asset).Address;
        var udp = AskUdpAsync(address, context, cancellationToken);
        var search = context is { AllPorts: true, Ports: { } ports }
            ? await ports.FindPortsAsync(address, context.PortProgress, cancellationToken)
            : null;
        var open = search is PortScan.Finished finished
            ? finished.Ports.Where(port => port.Open).ToDictionary(port => port.Port)
            : [];

        var host = new HostInterview(address, context, clock, options.Value, contact.Value.UserAgent);
        var replies = await host.AskAsync([.. open.Keys.Union(context.KnownPorts).Order()], cancellationToken);
        List<Finding> findings =
        [
            .. replies.Select(reply => FindingOf(address, reply, context, open.GetValueOrDefault(reply.Port))).OfType<Finding>(),
        ];
        findings.AddRange(await udp);
        if (search is PortScan.Unfinished unfinished)
        {
            findings.Add(
                new Finding(
                    asset,
                    Id,
                    clock.GetUtcNow(),
                    new ProbeAnswer.NoAnswer(unfinished.Why, unfinished.Detail),
                    [unfinished.Replay]
                )
            );
        }

        return findings;
    }

    private Finding? FindingOf(IPAddress address, AskedPort asked, ProbeContext context, ScannedPort? seen)
    {
        var asset = new Asset.Service(address, Transport.Tcp, asked.Port);
        if (asked.Reply is PortReply.Open open)
        {
            var facts = PortFacts.Of(asked.Port, PortNames.OfTcp(asked.Port) ?? seen?.Service?.Name, open.What, open.Greeting);
            return new Finding(
                asset,
                Id,
                clock.GetUtcNow(),
                new ProbeAnswer.Facts(facts),
                ServiceReplay.Of(address, asked.Port, open.What)
            );
        }

        var silent = (PortReply.Silent)asked.Reply;

        // nmap saw it open a moment ago: a finding of its silence keeps it from being forgotten
        return seen is not null || (context.KnownPorts.Contains(asked.Port) && !UdpQuestions.OverUdpOnly(asked.Port))
            ? new Finding(
                asset,
                Id,
                clock.GetUtcNow(),
                new ProbeAnswer.NoAnswer(silent.Why, silent.Detail),
                ServiceReplay.Of(address, asked.Port, null)
            )
            : null;
    }

    private async Task<IReadOnlyList<Finding>> AskUdpAsync(
        IPAddress address,
        ProbeContext context,
        CancellationToken cancellationToken
    )
    {
        var interview = new UdpInterview(context.Dialer, clock, options.Value);
        var replies = await Task.WhenAll(
            UdpQuestions
                .All.Where(question => context.AllPorts || context.KnownPorts.Contains(question.Port))
                .Select(async question => (question.Port, Reply: await interview.AskAsync(address, question, cancellationToken)))
        );
        return
        [
            .. replies
                .Where(reply => reply.Reply is PortReply.Open || context.KnownPorts.Contains(reply.Port))
                .Select(reply => UdpFindingOf(address, reply.Port, reply.Reply)),
        ];
    }

    private Finding UdpFindingOf(IPAddress address, int port, PortReply reply)
    {
        ProbeAnswer answer = reply switch
        {
            PortReply.Open open => new ProbeAnswer.Facts(PortFacts.Of(port, PortNames.OfUdp(port), open.What, [])),
            PortReply.Silent silent => new ProbeAnswer.NoAnswer(silent.Why, silent.Detail),
            _ => throw new InvalidOperationException(),
        };
        return new Finding(
            new Asset.Service(address, Transport.Udp, port),
            Id,
            clock.GetUtcNow(),
            answer,
            [ServiceReplay.OfUdp(address, port)]
        );
    }
}
