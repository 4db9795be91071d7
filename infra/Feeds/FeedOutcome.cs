using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Import;

namespace CyberWatch.Infra.Feeds;

/// <summary>What came of reading the file of a feed.</summary>
public abstract record FeedOutcome
{
    private FeedOutcome() { }

    /// <summary>Kept; so many alerts are exploited since, so many no longer.</summary>
    public sealed record Read(FeedImport Import, int Exploited, int Withdrawn) : FeedOutcome;

    /// <summary>Nothing was kept.</summary>
    public sealed record Refused(IReadOnlyList<InputFault> Faults) : FeedOutcome;
}
