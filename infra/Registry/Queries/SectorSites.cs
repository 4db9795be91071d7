using CyberWatch.Infra.Registry.Entities;

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

/// <summary>One of them, and what is counted of it.</summary>
internal sealed class SectorSite
{
    public string? RegionCode { get; init; }
    public string? Department { get; init; }
    public string? Region { get; init; }
    public bool IsFollowed { get; init; }
    public bool? Answered { get; init; }
    public int? Score { get; init; }
    public bool Provisional { get; init; }
    public int Critical { get; init; }
    public int High { get; init; }
    public int Medium { get; init; }
    public int Low { get; init; }
    public int Info { get; init; }
    public int Open { get; init; }

    /// <summary>Joined by hand: EF looks what stands behind a navigation up for each group again.</summary>
    public static IQueryable<SectorSite> Flat(RegistryContext registry, IQueryable<Establishment> within) =>
        within.Join(
            registry.CurrentStandings,
            site => site.Finess,
            now => now.Finess,
            (site, now) =>
                new SectorSite
                {
                    RegionCode = site.RegionCode,
                    Department = site.Department,
                    Region = site.Region,
                    IsFollowed = now.IsFollowed,
                    Answered = now.Answered == null ? null : now.Answered > 0,
                    Score = now.Score,
                    Provisional = now.Provisional,
                    Critical = now.Critical,
                    High = now.High,
                    Medium = now.Medium,
                    Low = now.Low,
                    Info = now.Info,
                    Open = now.Open,
                }
        );
}
