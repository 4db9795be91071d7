using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry;

/// <summary>What came of reaching for a scan.</summary>
public abstract record Claim
{
    private Claim() { }

    public sealed record Taken(Scan Scan) : Claim;

    /// <summary>Somebody alive runs it, or another scan of this establishment.</summary>
    public sealed record Held(string Owner) : Claim;

    /// <summary>It was done, or failed.</summary>
    public sealed record Settled(Scan Scan) : Claim;
}
