using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>
/// Looks for hosts and ports with nmap, one address at a time, for one scan: each literal address is asked of the guard before, nmap's
/// packet rate is taken out of the limits while it runs, and it is killed when the address is not allowed any more.
/// </summary>
internal sealed partial class NmapPortScanner(
    IScopeGuard guard,
    Allowance allowance,
    NmapInstallation installation,
    NmapRoom room,
    TimeProvider clock,
    IOptions<NmapOptions> options,
    ILogger<NmapPortScanner> logger
) : IPortScanner
{
    public async Task<PortScan> FindPortsAsync(
        IPAddress address,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    ) =>
        await LookAsync(
            address,
            new Job(NmapArguments.Ports, options.Value.PortsTimeout, step => progress?.Report(step.Percent)),
            cancellationToken
        );

    public async Task<PortScan> AskServicesAsync(IPAddress address, IReadOnlyList<int> ports, CancellationToken cancellationToken)
    {
        int[] allowed = [.. ports.Where(port => !HealthPorts.Contains(port)).Order()];
        if (allowed.Length == 0)
            return new PortScan.Finished([], "");

        return await LookAsync(
            address,
            new Job(found => NmapArguments.Services(found, allowed), options.Value.ServicesTimeout, null),
            cancellationToken
        );
    }

    private async Task<PortScan> LookAsync(IPAddress address, Job job, CancellationToken cancellationToken)
    {
        if (await installation.LookAsync(cancellationToken) is not NmapFound.Usable nmap)
            return new PortScan.Unfinished(Silence.OurFault, Remedy(await installation.LookAsync(cancellationToken)), "");

        // the place first: a rate that waits for one would be lent for nothing
        using var place = await room.EnterAsync(cancellationToken);
        using var lease = await allowance.LendAsync(address, cancellationToken);
        var arguments = job.Arguments(
            new NmapArguments.Conditions(nmap.RawSockets, address.AddressFamily, lease.PacketsASecond, job.Limit)
        );
        var replay = $"nmap {string.Join(' ', arguments.Select(Shell.Quote))} {address}";
        using var watch = guard.Watch(new Question(address, 1, Transport.Tcp, Purpose.Ports));
        using var limit = new CancellationTokenSource(job.Limit + NmapArguments.Grace, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(watch.Ended, limit.Token, cancellationToken);
        if (watch.Because is { } denied)
            return new PortScan.Unfinished(Silence.NotAllowed, denied, replay);

        var outcome = await Nmap().RunAsync([address], arguments, job.Progress, stop.Token);
        cancellationToken.ThrowIfCancellationRequested();
        var result = Judge(address, outcome, watch.Because, replay);
        if (result is PortScan.Unfinished unfinished)
            LogUnfinished(address, unfinished.Why, unfinished.Detail);

        return result;
    }

    private NmapRun Nmap() => new(options.Value.Program, () => allowance.Covers(LifeLine.Patience), clock);

    /// <summary>A host that was closed in the XML is whole, even if the run was cut off after it; a host that timed out never is.</summary>
    internal static PortScan Judge(IPAddress address, NmapOutcome outcome, string? denied, string replay)
    {
        var host = outcome.Hosts.FirstOrDefault(host => host.Address.Equals(address));
        if (host is { TimedOut: false })
            return new PortScan.Finished(host.Ports, replay);

        if (host is not null)
            return new PortScan.Unfinished(Silence.TimedOut, "nmap gave up on the host before it had asked all ports", replay);

        return denied is not null
            ? new PortScan.Unfinished(Silence.NotAllowed, denied, replay)
            : new PortScan.Unfinished(Silence.OurFault, $"nmap did not finish: {outcome.Error ?? "it gave no host"}", replay);
    }

    private static string Remedy(NmapFound found) => found is NmapFound.Unusable unusable ? unusable.Remedy : "";

    [LoggerMessage(Level = LogLevel.Debug, Message = "Ports of {Address} are not known: {Why} ({Detail})")]
    private partial void LogUnfinished(IPAddress address, Silence why, string detail);

    private sealed record Job(
        Func<NmapArguments.Conditions, IReadOnlyList<string>> Arguments,
        TimeSpan Limit,
        Action<NmapEvent.Progress>? Progress
    );
}
