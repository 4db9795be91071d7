using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>How one establishment stands, and why.</summary>
public sealed record EstablishmentStanding
{
    /// <summary>The last line up to the day that was asked for; its own day may be earlier.</summary>
    public required StandingDay Line { get; init; }

    /// <summary>Null before the first full scan.</summary>
    public Score? Score { get; init; }

    /// <summary>The last line with a score that is at least a week older, two weeks at most; null: nothing to compare with.</summary>
    public StandingDay? Before { get; init; }
    public ScoreMovement? Movement { get; init; }
    public IReadOnlyList<ScoreReason> Reasons { get; init; } = [];
    public BestActions? Best { get; init; }

    /// <summary>Of establishments of the same category, and of its region; null where fewer than ten have a score.</summary>
    public Median? OfCategory { get; init; }
    public Median? OfRegion { get; init; }
    public IReadOnlyList<StandingGap> Gaps { get; init; } = [];

    public int CoveragePercent => PerimeterCoverage.PercentOf(Line.Assets, Line.Verified);
}

/// <summary>The score of one week of an establishment: its last line in it.</summary>
public sealed record StandingWeek(DateOnly Day, int? Score, Grade? Grade, bool Provisional);

/// <summary>How many establishments have a grade.</summary>
public sealed record GradeCount(Grade Grade, int Establishments);

/// <summary>The grades of a part of the sector on a day.</summary>
/// <param name="Grades">From A to E, those without an establishment as well.</param>
/// <param name="Measured">Establishments with a line, a score or not.</param>
/// <param name="Provisional">Of those with a score.</param>
/// <param name="Median">Null under ten.</param>
/// <param name="Assets">Of all together.</param>
/// <param name="Verified">Of all together.</param>
public sealed record SectorStanding(
    IReadOnlyList<GradeCount> Grades,
    int Measured,
    int Provisional,
    Median? Median,
    int Assets,
    int Verified
)
{
    public int Scored => Grades.Sum(row => row.Establishments);
}

/// <summary>The last line of one establishment.</summary>
public sealed record StandingRow(
    string Finess,
    string Name,
    DateOnly Day,
    int? Score,
    Grade? Grade,
    double? Risk,
    bool Provisional,
    int Assets,
    int Verified
);
