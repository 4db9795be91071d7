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

    private readonly TargetSearch _targets = new(plan, context, tools.Names);
    private readonly Pointing _pointing = new(context.Resolver);
    private readonly ConcurrentDictionary<IPAddress, List<Finding>> _earlier = new();
    private readonly ConcurrentBag<string> _hints = [.. kept.CertificateNames];
    private int _moved;

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyCollection<Remark> NotLooked => _targets.NotLooked;

    /// <summary>Alerts that took a step in their lives.</summary>
    public int Moved => _moved;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        progress.Stage("names");
        var fresh = await _targets.FindNamesAsync(cancellationToken);
        progress.Stage("hosts");
        await _targets.FindAddressesAsync(cancellationToken);
        progress.Stage("probes");
        await AskNamesAsync(_targets.ForDns(), cancellationToken);
        await VisitAsync(_targets.Book.Addresses, fresh, cancellationToken);
        for (var round = 1; round < MostRounds && fresh.Count > 0 && !plan.IsRecheck; round++)
        {
            fresh = await _targets.FollowAsync(_hints, cancellationToken);
            await AskNamesAsync(fresh.Select(name => new Owed("dns", new Asset.HostName(name.Name))), cancellationToken);
            await VisitAsync(fresh.SelectMany(name => name.Addresses).Distinct(), fresh, cancellationToken);
        }
    }

    private Task AskNamesAsync(IEnumerable<Owed> targets, CancellationToken cancellationToken) =>
        InParallelAsync(
            targets.Distinct().Where(target => !kept.Has(target.Asset)),
            async (target, token) =>
            {
                var findings = await tools.Asker.AskAsync(target.Probe, target.Asset, context, token);
                var origin =
                    _targets.Book.Names.FirstOrDefault(name => target.Asset == new Asset.HostName(name.Name))?.Origin
                    ?? NameOrigin.Declared;
                await KeepAsync([.. findings.Select(finding => new NewFinding(finding, origin.Kebab()))], [], token);
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
                    first ? _targets.Book.NamesAt(address) : [.. fresh.Where(name => name.Addresses.Contains(address))],
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
