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
    : IDisposable
{
    private const int MostRounds = 3;

    private readonly TargetSearch _targets = new(plan, context, tools.Names);
    private readonly ConcurrentDictionary<IPAddress, List<Finding>> _earlier = new();
    private readonly SharedAnswers _shared = tools.Turns.AnswersFor(plan, context.Guard);
    private readonly AssetLoop _loop = new(progress, tools.Drain, tools.Parallel);
    private readonly ScanKeeping _keeping = new(plan.Scan, new Pointing(context.Resolver), tools.Keeper);
    private readonly ConcurrentBag<string> _hints = [.. kept.CertificateNames];

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyCollection<Remark> NotLooked => _targets.NotLooked;

    /// <summary>Alerts that took a step in their lives.</summary>
    public int Moved => _keeping.Moved;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // nothing of a search is kept before its end: a worker that drains breaks it off, and only assets are finished
        using var searching = CancellationTokenSource.CreateLinkedTokenSource(tools.Drain.Begun, cancellationToken);
        progress.Stage("names");
        var fresh = await _targets.FindNamesAsync(searching.Token);
        progress.Stage("hosts");
        await _targets.FindAddressesAsync(searching.Token);
        progress.Stage("probes");
        await AskNamesAsync(_targets.ForDns(), cancellationToken);
        await VisitAsync(_targets.Book.Addresses, fresh, cancellationToken);
        for (var round = 1; round < MostRounds && fresh.Count > 0 && !plan.IsRecheck; round++)
        {
            fresh = await _targets.FollowAsync(_hints, searching.Token);
            await AskNamesAsync(fresh.Select(name => new Owed("dns", new Asset.HostName(name.Name))), cancellationToken);
            await VisitAsync(fresh.SelectMany(name => name.Addresses).Distinct(), fresh, cancellationToken);
        }
    }

    private Task AskNamesAsync(IEnumerable<Owed> targets, CancellationToken cancellationToken) =>
        _loop.RunAsync(
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
        _loop.RunAsync(
            [
                .. addresses.Where(address =>
                    !kept.Has(address) || fresh.Any(name => name.Addresses.Contains(address) && !kept.Has(name.Name))
                ),
            ],
            async (address, token) =>
            {
                await using var turn = await TurnAsync(address, token);
                var earlier = _earlier.GetOrAdd(address, _ => []);
                var first = earlier.Count == 0 && !kept.Has(address);
                var visit = new AddressVisit(
                    plan,
                    address,
                    first ? _targets.Book.NamesAt(address) : [.. fresh.Where(name => name.Addresses.Contains(address))],
                    first
                )
                {
                    Shared = turn is null ? null : _shared,
                };
                var findings = await visit.AskAsync(tools.Asker, _keeping.Pointing, context, token);
                await KeepAsync(findings, earlier, token);
                earlier.AddRange(findings.Select(found => found.Finding));
            },
            cancellationToken
        );

    /// <summary>Null inside the ranges, where nobody else goes.</summary>
    private async Task<IAsyncDisposable?> TurnAsync(IPAddress address, CancellationToken cancellationToken)
    {
        if (plan.Perimeter.RangeOf(address) is not null)
            return null;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(tools.Drain.Begun, cancellationToken);
        return await tools.Turns.EnterAsync(address, plan.Scan, waiting.Token);
    }

    private async Task KeepAsync(
        IReadOnlyList<NewFinding> findings,
        IReadOnlyList<Finding> earlier,
        CancellationToken cancellationToken
    )
    {
        if (findings.Count == 0)
            return;
        await _keeping.KeepAsync(findings, earlier, cancellationToken);
        foreach (var name in findings.SelectMany(found => CertificateNames.Of(found.Finding)))
            _hints.Add(name);
    }

    public void Dispose() => _keeping.Dispose();
}

/// <summary>What every scan asks and keeps with.</summary>
internal sealed record ScanTools(
    NameDiscovery Names,
    ProbeAsker Asker,
    FindingKeeper Keeper,
    AddressTurns Turns,
    Drain Drain,
    int Parallel
);
