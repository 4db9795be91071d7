using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Editions;

/// <summary>What the technical letter says about one week of one establishment, or of the sites of a group.</summary>
public sealed record TechnicalEdition : WeeklyEdition
{
    /// <summary>Of the establishment or the group.</summary>
    public required string Name { get; init; }

    /// <summary>The FINESS number; null for a group.</summary>
    public string? Finess { get; init; }

    /// <summary>IANA name; of several zones the westernmost.</summary>
    public required string TimeZone { get; init; }

    /// <summary>One, or the sites of a group, the worst first.</summary>
    public required IReadOnlyList<SiteLine> Sites { get; init; }

    public OurFault? Fault { get; init; }

    /// <summary>Three at most, in the order in which to do them.</summary>
    public IReadOnlyList<AlertLine> First { get; init; } = [];

    /// <summary>What all of <see cref="First"/> together lead to; null for a group, and without a score.</summary>
    public Mark? Together { get; init; }

    /// <summary>Where nothing presses: the one that gives back most.</summary>
    public AlertLine? Spare { get; init; }

    /// <summary>New, reopened, overdue or due soon and not among <see cref="First"/>; acceptances that end.</summary>
    public IReadOnlyList<AlertLine> Next { get; init; } = [];

    /// <summary>How many more there are than <see cref="Next"/> shows.</summary>
    public int NextLeft { get; init; }

    /// <summary>Open, unchanged and named nowhere else, by severity.</summary>
    public IReadOnlyList<SeverityNumber> Others { get; init; } = [];

    /// <summary>Some of <see cref="Others"/> opened in the week: they are no standing ones.</summary>
    public bool OthersMoved { get; init; }

    /// <summary>The next due date among <see cref="Others"/>.</summary>
    public DateOnly? OthersDueOn { get; init; }
    public required WeekNumbers Numbers { get; init; }
    public IReadOnlyList<FixedLine> Fixed { get; init; } = [];
    public int FixedLeft { get; init; }

    /// <summary>Of all sites together; null while nothing was measured in the week.</summary>
    public CoverageLine? Coverage { get; init; }
}

/// <summary>
/// One site: how it stands. <c>Name</c>: its name in the register. <c>Score</c>: null before the first full scan.
/// <c>HasMandate</c>: without one nothing leaves, and nothing can be said.
/// </summary>
public sealed record SiteLine(
    string Finess,
    string Name,
    ScoreLine? Score,
    CoverageLine? Coverage,
    int Critical,
    int High,
    int Open,
    bool HasMandate
);

/// <summary>
/// A score and what moved it. <c>Previous</c>: of the week before; null in the first week. <c>Steps</c>: from the
/// previous one to this one; empty where nothing moved. <c>Medians</c>: never of fewer than ten.
/// </summary>
public sealed record ScoreLine(
    Mark Now,
    bool Provisional,
    Mark? Previous,
    IReadOnlyList<MoveLine> Steps,
    MedianLine Medians,
    bool IsFirst = false
);

/// <summary>One step of the way from last week's score to this one's, and how many alerts made it.</summary>
public sealed record MoveLine(StepKind Kind, int From, int To, int Fixed, int New, int Reopened);

/// <summary>Of the establishments like it, and of its region; null where fewer than ten have a score.</summary>
public sealed record MedianLine(string? Category, int? OfCategory, int? OfRegion)
{
    public static readonly MedianLine None = new(null, null, null);
}

/// <summary>A number of alerts of one severity.</summary>
public sealed record SeverityNumber(Severity Severity, int Count);

/// <summary>The week in numbers. An alert may stand in several.</summary>
public sealed record WeekNumbers
{
    public int New { get; init; }
    public int Reopened { get; init; }
    public int Fixed { get; init; }
    public int Overdue { get; init; }

    /// <summary>Due until the Sunday after the reported week.</summary>
    public int DueSoon { get; init; }

    /// <summary>Acceptances that end within 14 days.</summary>
    public int Ending { get; init; }
    public int Accepted { get; init; }

    /// <summary>Open or acknowledged, the worst first; only severities that there are.</summary>
    public IReadOnlyList<SeverityNumber> Open { get; init; } = [];

    public int OpenTotal => Open.Sum(row => row.Count);
}
