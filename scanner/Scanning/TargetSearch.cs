using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Finds what one scan looks at: names, where they point, and addresses of the declared ranges that answer.</summary>
internal sealed class TargetSearch(ScanPlan plan, ProbeContext context, NameDiscovery names)
{
    private readonly List<Remark> _notLooked = [];

    public TargetBook Book { get; } = new();

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyCollection<Remark> NotLooked => _notLooked;

    /// <summary>The names to begin with.</summary>
    public Task<IReadOnlyList<FoundName>> FindNamesAsync(CancellationToken cancellationToken)
    {
        var domains = plan.IsRecheck ? [] : plan.Domains;
        return DiscoverAsync(new NameRequest(domains) { Known = plan.KnownNames, Wide = plan.IsFull }, cancellationToken);
    }

    /// <summary>Looks up those of the names in certificates that are ours and not known yet; returns what is new.</summary>
    public Task<IReadOnlyList<FoundName>> FollowAsync(IEnumerable<string> hints, CancellationToken cancellationToken) =>
        DiscoverAsync(new NameRequest([]) { Hints = [.. hints.Distinct().Where(IsWorthALook)] }, cancellationToken);

    public async Task FindAddressesAsync(CancellationToken cancellationToken)
    {
        var known = plan.IsRecheck ? [] : plan.Known;
        var assets = known.Concat(plan.Owed.Select(owed => owed.Asset));
        foreach (var address in assets.Select(asset => asset.AddressOf()).OfType<IPAddress>())
            Book.Add(address);
        if (!plan.IsFull || context.Ports is null)
            return;

        var sweep = await context.Ports.FindHostsAsync([.. plan.Enumerated().Except(Book.Addresses)], cancellationToken);
        foreach (var address in sweep.Up)
            Book.Add(address);
        _notLooked.AddRange(sweep.NotLooked.Select(one => new Remark.AddressNotLooked(one.Key.ToString(), one.Value.Why)));
    }

    /// <summary>Names and zones that the name system is asked about.</summary>
    public IEnumerable<Owed> ForDns()
    {
        var owed = plan.Owed.Where(owed => owed.Probe == "dns");
        if (plan.IsRecheck)
            return owed;
        var all = Book.Names.Select(name => name.Name).Union(plan.KnownNames);
        return owed.Concat(plan.Domains.Select(domain => new Owed("dns", new Asset.Zone(domain))))
            .Concat(all.Select(name => new Owed("dns", new Asset.HostName(name))));
    }

    private bool IsWorthALook(string hint)
    {
        var name = hint.TrimStart('*', '.');
        return context.Guard.Covers(name) && !Book.Knows(name);
    }

    private async Task<IReadOnlyList<FoundName>> DiscoverAsync(NameRequest request, CancellationToken cancellationToken)
    {
        if (request.Domains.Count + request.Known.Count + request.Hints.Count == 0)
            return [];
        var map = await names.DiscoverAsync(request, context, null, cancellationToken);
        _notLooked.AddRange(map.Unanswered);
        return Book.Add(map);
    }
}
