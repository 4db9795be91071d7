using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Registry.Entities;

/// <summary>How one establishment stood on one day: coverage, and the score where there is one. Written again, it is the same line.</summary>
public sealed class StandingDay
{
    public required string Finess { get; init; }

    /// <summary>In the establishment's own time zone.</summary>
    public required DateOnly Day { get; init; }
    public required DateTimeOffset At { get; set; }

    /// <summary>Assets that should have been looked at: declared, or seen in 30 days.</summary>
    public int Assets { get; set; }

    /// <summary>Assets of which each probe due gave a conclusive answer in 7 days.</summary>
    public int Verified { get; set; }

    /// <summary>Why the others are not: a JSON array of objects with <c>reason</c> (a word that pages translate) and <c>assets</c> (how many).</summary>
    public string Gaps { get; set; } = "[]";

    /// <summary>Sum of the risks; null before the first full scan.</summary>
    public double? Risk { get; set; }

    /// <summary>0 to 100, as shown; null before the first full scan.</summary>
    public int? Score { get; set; }
    public Grade? Grade { get; set; }

    /// <summary>Under 80 % coverage.</summary>
    public bool Provisional { get; set; }

    /// <summary>The alerts that counted and what each weighed, so that next week can say what moved: a JSON array.</summary>
    public string Alerts { get; set; } = "[]";
}
