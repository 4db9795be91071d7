using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Registry.Entities;

/// <summary>
/// How an establishment stands now, in one narrow row: what a page over the whole sector counts, without a look at each of its lines and
/// scans. Kept in the transaction of whoever changes what it says (<see cref="Standings.CurrentStandings"/>).
/// </summary>
public sealed class CurrentStanding
{
    public required string Finess { get; init; }

    /// <summary>It has a perimeter or a mandate.</summary>
    public bool IsFollowed { get; set; }

    /// <summary>The day of its last line (<see cref="StandingDay"/>), from which come the seven after it; null: there is none.</summary>
    public DateOnly? Day { get; set; }
    public int? Score { get; set; }
    public Grade? Grade { get; set; }
    public bool Provisional { get; set; }
    public int Assets { get; set; }
    public int Verified { get; set; }

    /// <summary>Without keys of assets.</summary>
    public string Gaps { get; set; } = "[]";

    /// <summary>Alerts that wait for somebody, by severity.</summary>
    public int Critical { get; set; }
    public int High { get; set; }
    public int Medium { get; set; }
    public int Low { get; set; }
    public int Info { get; set; }

    /// <summary>All of these together.</summary>
    public int Open { get; set; }

    /// <summary>When a scan of any kind ended last.</summary>
    public DateTimeOffset? ScanEndedAt { get; set; }

    /// <summary>The light or full scan that ended last, when it started, and what it got; null: none has.</summary>
    public Guid? ScanId { get; set; }
    public DateTimeOffset? ScanStartedAt { get; set; }
    public int? Answered { get; set; }
    public int Silent { get; set; }
    public int NotAllowed { get; set; }
}
