using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>The search for live addresses, 256 at a time.</summary>
internal sealed partial class NmapPortScanner
{
    private const int AtATime = 256;

    public async Task<HostSweep> FindHostsAsync(IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        List<IPAddress> up = [];
        Dictionary<IPAddress, PortScan.Unfinished> notLooked = [];
        if (await installation.LookAsync(cancellationToken) is not NmapFound.Usable nmap)
        {
            var remedy = Remedy(await installation.LookAsync(cancellationToken));
            return new HostSweep(
                [],
                addresses.ToDictionary(address => address, _ => new PortScan.Unfinished(Silence.OurFault, remedy, ""))
            );
        }

        // one family at a time: nmap needs -6 for the other
        foreach (var family in addresses.GroupBy(address => address.AddressFamily))
        {
            foreach (var chunk in family.Chunk(AtATime))
            {
                var left = chunk.ToList();
                while (left.Count > 0)
                    await SweepAsync(left, nmap, up, notLooked, cancellationToken);
            }
        }

        return new HostSweep(up, notLooked);
    }

    /// <summary>One run over what is left. When an address is excluded in the middle, nmap is killed and the others are swept again.</summary>
    private async Task SweepAsync(
        List<IPAddress> left,
        NmapFound.Usable nmap,
        List<IPAddress> up,
        Dictionary<IPAddress, PortScan.Unfinished> notLooked,
        CancellationToken cancellationToken
    )
    {
        using var place = await room.EnterAsync(cancellationToken);
        using var watches = new SweepWatches(guard, left);
        foreach (var (address, because) in watches.Denied())
        {
            left.Remove(address);
            notLooked[address] = new PortScan.Unfinished(Silence.NotAllowed, because, "");
        }

        if (left.Count == 0)
            return;

        var outcome = await RunSweepAsync(left, nmap, watches, cancellationToken);
        var looked = outcome.Hosts.Where(host => !host.TimedOut).ToDictionary(host => host.Address, host => host.Up);
        up.AddRange(left.Where(address => looked.GetValueOrDefault(address)));
        var silent = outcome.Complete ? left : [.. left.Where(looked.ContainsKey)];
        left.RemoveAll(silent.Contains);
        if (watches.Denied().Count > 0)
            return;

        foreach (var address in left)
            notLooked[address] = new PortScan.Unfinished(Silence.OurFault, $"nmap did not finish: {outcome.Error}", "");

        left.Clear();
    }

    private async Task<NmapOutcome> RunSweepAsync(
        List<IPAddress> addresses,
        NmapFound.Usable nmap,
        SweepWatches watches,
        CancellationToken cancellationToken
    )
    {
        using var lease = await allowance.LendForAllAsync(cancellationToken);
        var limit = options.Value.SweepTimeout;
        var conditions = new NmapArguments.Conditions(nmap.RawSockets, addresses[0].AddressFamily, lease.PacketsASecond, limit);
        using var late = new CancellationTokenSource(limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource([.. watches.Tokens, late.Token, cancellationToken]);
        var outcome = await Nmap().RunAsync(addresses, NmapArguments.Sweep(conditions), progress: null, stop.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }

    private sealed class SweepWatches(IScopeGuard guard, IEnumerable<IPAddress> addresses) : IDisposable
    {
        private readonly Dictionary<IPAddress, ScopeWatch> _all = addresses
            .Distinct()
            .ToDictionary(address => address, address => guard.Watch(new Question(address, 1, Transport.Tcp, Purpose.Ports)));

        /// <summary>Of those that are allowed.</summary>
        public IEnumerable<CancellationToken> Tokens =>
            _all.Values.Where(watch => watch.Because is null).Select(watch => watch.Ended);

        public Dictionary<IPAddress, string> Denied() =>
            _all.Where(pair => pair.Value.Because is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Because!);

        public void Dispose()
        {
            foreach (var watch in _all.Values)
                watch.Dispose();
        }
    }
}
