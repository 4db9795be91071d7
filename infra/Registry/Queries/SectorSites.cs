namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Codes; null where the register has none.</summary>
internal sealed record SectorArea(string? Region, string? Department);

/// <summary>Some that are alike, and their alerts that wait for somebody.</summary>
internal sealed record SectorSites
{
    public required SectorArea Area { get; init; }
    public string? Name { get; init; }
    public bool IsFollowed { get; init; }

    /// <summary>Whether the last finished scan got an answer; null: none has finished.</summary>
    public bool? Answered { get; init; }
    public int? Score { get; init; }
    public bool Provisional { get; init; }
    public int Count { get; init; }
    public int WithCritical { get; init; }
    public int Critical { get; init; }
    public int High { get; init; }
    public int Medium { get; init; }
    public int Low { get; init; }
    public int Info { get; init; }
    public int Open { get; init; }
}
