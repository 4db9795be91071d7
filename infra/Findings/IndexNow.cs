using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>How the index does at this moment: what the registry says of it, a worker wrote, and perhaps none runs.</summary>
public sealed class IndexNow(IFindingIndex index, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Null when it takes documents; otherwise why not, with the remedy. Whoever waits for a page waits three seconds more at most.</summary>
    public async Task<Remark.IndexUnusable?> FaultAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await index.FaultAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                IndexTrouble.Slow,
                $"The finding index did not answer within {Longest.TotalSeconds:0} seconds. See 'infra/cyberwatch index status'."
            );
        }
    }
}
