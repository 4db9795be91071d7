using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Editions;

/// <summary>What the official's letter says about one week of the whole sector. It holds no address or host of an establishment.</summary>
public sealed record SectorEdition : WeeklyEdition
{
    /// <summary>Four at most.</summary>
    public IReadOnlyList<CallLine> CallFirst { get; init; } = [];

    /// <summary>All whom to call; <see cref="CallFirst"/> are the first of them.</summary>
    public int ToCall { get; init; }

    /// <summary>From A to E; empty while nobody has a score.</summary>
    public IReadOnlyList<GradeLine> Grades { get; init; } = [];
    public int Followed { get; init; }
    public int Scored { get; init; }

    /// <summary>Null under ten scored establishments.</summary>
    public int? Median { get; init; }
    public int? MedianBefore { get; init; }

    /// <summary>From critical to low.</summary>
    public IReadOnlyList<SectorNumbers> Numbers { get; init; } = [];
    public CoverageLine? Coverage { get; init; }
    public int Provisional { get; init; }
    public int WithoutMandate { get; init; }
    public int MandatesEnding { get; init; }
    public DateOnly MandatesEndingBefore { get; init; }

    /// <summary>Establishments that we failed on some day of the week.</summary>
    public int Failed { get; init; }
    public DateOnly? RegisterOf { get; init; }
}

/// <summary>
/// An establishment to call, with what waits there. <c>Title</c>: the worst alert's, in the rule's words. <c>More</c>:
/// further ones of the kind that make somebody call. <c>Days</c>: since the oldest of them opened.
/// </summary>
public sealed record CallLine(
    string Finess,
    string Name,
    string? Region,
    Severity Severity,
    LocalizedText Title,
    int More,
    bool Exploited,
    bool Overdue,
    int Days
);

/// <summary>How many establishments have a grade now, and had it the week before.</summary>
public sealed record GradeLine(Grade Grade, int Now, int? Before);

/// <summary>One severity over the week; overdue is a state at its end, and low ones have no due date.</summary>
public sealed record SectorNumbers(Severity Severity, int Opened, int Reopened, int Fixed, int? Overdue);
