using System.Collections.Concurrent;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// One scan from names to kept findings. Each address, name and zone is asked and kept by itself, so that what is killed half-way has lost
/// one of them at most; names in certificates are looked up afterwards and asked in rounds.
/// </summary>
internal sealed class ScanRun(ScanPlan plan, ProbeContext context, ScanTools tools, ScanProgress progress, KeptFindings kept)
{
    private const int MostRounds = 3;

    private readonly TargetBook _book = new();
    private readonly Pointing _pointing = new(context.Resolver);
    private readonly ConcurrentDictionary<IPAddress, List<Finding>> _earlier = new();
    private readonly ConcurrentBag<string> _hints = [.. kept.CertificateNames];
    private int _moved;

    /// <summary>What could not be looked at, a sentence each.</summary>
    public ConcurrentBag<string> NotLooked { get; } = [];

    /// <summary>Alerts that took a step in their lives.</summary>
    public int Moved => _moved;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        progress.Stage("names");
        var domains = plan.IsRecheck ? [] : plan.Domains;
        var names = new NameRequest(domains) { Known = plan.KnownNames, Wide = plan.IsFull };
        var fresh = await DiscoverAsync(names, cancellationToken);
        progress.Stage("hosts");
        await FindAddressesAsync(cancellationToken);
        progress.Stage("probes");
        await AskNamesAsync(DnsTargets(), cancellationToken);
        await VisitAsync(_book.Addresses, fresh, cancellationToken);
        for (var round = 1; round < MostRounds && fresh.Count > 0 && !plan.IsRecheck; round++)
        {
            fresh = await DiscoverAsync(new NameRequest([]) { Hints = Hints() }, cancellationToken);
            await AskNamesAsync(fresh.Select(name => new Owed("dns", new Asset.HostName(name.Name))), cancellationToken);
            await VisitAsync(fresh.SelectMany(name => name.Addresses).Distinct(), fresh, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<FoundName>> DiscoverAsync(NameRequest request, CancellationToken cancellationToken)
    {
        if (request.Domains.Count + request.Known.Count + request.Hints.Count == 0)
            return [];
        var map = await tools.Names.DiscoverAsync(request, context, null, cancellationToken);
        foreach (var sentence in map.Unanswered)
            NotLooked.Add(sentence);
        return _book.Add(map);
    }

    private List<string> Hints() =>
        [
            .. _hints
                .Distinct()
                .Where(name => context.Guard.Covers(name.TrimStart('*', '.')) && !_book.Knows(name.TrimStart('*', '.'))),
        ];

    private async Task FindAddressesAsync(CancellationToken cancellationToken)
    {
        var known = plan.IsRecheck ? [] : plan.Known;
        foreach (var address in known.Concat(plan.Owed.Select(owed => owed.Asset)).Select(ScanPlan.AddressOf).OfType<IPAddress>())
            _book.Add(address);
        if (!plan.IsFull || context.Ports is null)
            return;

        var sweep = await context.Ports.FindHostsAsync([.. plan.Enumerated().Except(_book.Addresses)], cancellationToken);
        foreach (var address in sweep.Up)
            _book.Add(address);
        foreach (var (address, why) in sweep.NotLooked)
            NotLooked.Add($"{address}: {why.Detail}");
    }

    private IEnumerable<Owed> DnsTargets()
    {
        var owed = plan.Owed.Where(owed => owed.Probe == "dns");
        if (plan.IsRecheck)
            return owed;
        var names = _book.Names.Select(name => name.Name).Union(plan.KnownNames);
        return owed.Concat(plan.Domains.Select(domain => new Owed("dns", new Asset.Zone(domain))))
            .Concat(names.Select(name => new Owed("dns", new Asset.HostName(name))));
    }

    private Task AskNamesAsync(IEnumerable<Owed> targets, CancellationToken cancellationToken) =>
        InParallelAsync(
            targets.Distinct().Where(target => !kept.Has(target.Asset)),
            async (target, token) =>
            {
                var findings = await tools.Asker.AskAsync(target.Probe, target.Asset, context, token);
                var origin =
                    _book.Names.FirstOrDefault(name => target.Asset == new Asset.HostName(name.Name))?.Origin
                    ?? NameOrigin.Declared;
                await KeepAsync(
                    [.. findings.Select(finding => new NewFinding(finding, Words.Kebab(origin.ToString())))],
                    [],
                    token
                );
            },
            cancellationToken
        );

    private Task VisitAsync(
        IEnumerable<IPAddress> addresses,
        IReadOnlyList<FoundName> fresh,
        CancellationToken cancellationToken
    ) =>
        InParallelAsync(
            [
                .. addresses.Where(address =>
                    !kept.Has(address) || fresh.Any(name => name.Addresses.Contains(address) && !kept.Has(name.Name))
                ),
            ],
            async (address, token) =>
            {
                var earlier = _earlier.GetOrAdd(address, _ => []);
                var first = earlier.Count == 0 && !kept.Has(address);
                var visit = new AddressVisit(
                    plan,
                    address,
                    first ? _book.NamesAt(address) : [.. fresh.Where(name => name.Addresses.Contains(address))],
                    first
                );
                var findings = await visit.AskAsync(tools.Asker, _pointing, context, token);
                await KeepAsync(findings, earlier, token);
                earlier.AddRange(findings.Select(found => found.Finding));
            },
            cancellationToken
        );

    private async Task KeepAsync(
        IReadOnlyList<NewFinding> findings,
        IReadOnlyList<Finding> earlier,
        CancellationToken cancellationToken
    )
    {
        if (findings.Count == 0)
            return;
        var trusted = new List<NewFinding>();
        foreach (var found in findings)
            trusted.Add(found with { Finding = await _pointing.TrustedAsync(found.Finding, cancellationToken) });
        Interlocked.Add(ref _moved, await tools.Keeper.KeepAsync(plan.Scan, trusted, earlier, cancellationToken));
        foreach (var name in findings.SelectMany(found => CertificateNames.Of(found.Finding)))
            _hints.Add(name);
    }

    private async Task InParallelAsync<T>(
        IEnumerable<T> items,
        Func<T, CancellationToken, Task> ask,
        CancellationToken cancellationToken
    )
    {
        var all = items.ToList();
        progress.Plan(all.Count);
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = tools.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            all,
            bounds,
            async (item, token) =>
            {
                await ask(item, token);
                progress.Step();
            }
        );
    }
}

/// <summary>What every scan asks and keeps with.</summary>
internal sealed record ScanTools(NameDiscovery Names, ProbeAsker Asker, FindingKeeper Keeper, int Parallel);
