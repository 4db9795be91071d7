using System.Collections.Concurrent;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes;

namespace CyberWatch.Scanner.Scanning;

/// <summary>The questions of one visit: each is asked once, and its findings are collected.</summary>
internal sealed record Questions(
    ProbeAsker Asker,
    ProbeContext Context,
    ConcurrentDictionary<(string Probe, string Key), Finding> Found,
    CancellationToken CancellationToken
)
{
    /// <summary>What was answered to others in this window; null where it would not serve.</summary>
    public SharedAnswers? Shared { get; init; }

    public async Task<IReadOnlyList<Finding>> AskAsync(string probe, Asset asset)
    {
        if (Found.TryGetValue((probe, asset.Key), out var known))
            return [known];
        var shared = Shared is null ? null : await Shared.FindAsync(probe, asset, CancellationToken);
        var findings = shared is null ? await Asker.AskAsync(probe, asset, Context, CancellationToken) : [shared];
        foreach (var finding in findings)
            Found[(finding.Probe, finding.Asset.Key)] = finding;
        return findings;
    }

    /// <summary>What is known without asking the asset itself.</summary>
    public void Say(Owed owed, ProbeAnswer answer) =>
        Found[(owed.Probe, owed.Asset.Key)] = new Finding(owed.Asset, owed.Probe, Asker.Now, answer, []);
}
