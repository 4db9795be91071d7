using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// Keeps what one scan finds, one asset after the other: they all write the row of the scan, and at once they would only be refused and tried
/// again.
/// </summary>
internal sealed class ScanKeeping(Scan scan, Pointing pointing, FindingKeeper keeper) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public Pointing Pointing => pointing;

    /// <summary>Alerts that took a step in their lives.</summary>
    public int Moved { get; private set; }

    public async Task KeepAsync(
        IReadOnlyList<NewFinding> findings,
        IReadOnlyList<Finding> earlier,
        CancellationToken cancellationToken
    )
    {
        var trusted = new List<NewFinding>();
        foreach (var found in findings)
            trusted.Add(found with { Finding = await pointing.TrustedAsync(found.Finding, cancellationToken) });
        await _one.WaitAsync(cancellationToken);
        try
        {
            Moved += await keeper.KeepAsync(scan, trusted, earlier, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
