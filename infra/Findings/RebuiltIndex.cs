namespace CyberWatch.Infra.Findings;

/// <summary>What a <c>latest</c> was made of.</summary>
/// <param name="Read">Documents that it was made of, each asset perhaps many times.</param>
/// <param name="Documents">That it holds now.</param>
/// <param name="FromHistory">From history; else from the outbox.</param>
/// <param name="MissingBefore">The oldest of them: what was last asked before is missing. Null: there was nothing.</param>
public sealed record RebuiltIndex(int Read, int Documents, bool FromHistory, DateTimeOffset? MissingBefore)
{
    /// <summary>No scan ended before the oldest of them: nothing is missing.</summary>
    public bool IsWhole { get; init; }
}
