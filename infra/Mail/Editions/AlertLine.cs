using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Editions;

/// <summary>
/// What one rule asks for at one site: one alert, or all of them that stand in the same place of the letter. A suspected one is never there.
/// </summary>
public sealed record AlertLine
{
    /// <summary>The alert; of several the one that comes first.</summary>
    public required Guid Id { get; init; }
    public required string Finess { get; init; }
    public required string RuleId { get; init; }
    public required Severity Severity { get; init; }
    public required LocalizedText Title { get; init; }
    public LocalizedText Why { get; init; } = new("", "");

    /// <summary>The first step of the fix.</summary>
    public LocalizedText Gesture { get; init; } = new("", "");

    /// <summary>Keys of the assets, a few at most.</summary>
    public required IReadOnlyList<string> Assets { get; init; }

    /// <summary>How many alerts this stands for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The site's name, in the letter of a group.</summary>
    public string? Site { get; init; }

    public AlertOrigin Origin { get; init; }

    /// <summary>When it had been closed before it came back.</summary>
    public DateOnly? ClosedOn { get; init; }

    public bool Acknowledged { get; init; }
    public Confidence Confidence { get; init; }

    /// <summary>A second look confirmed it.</summary>
    public bool SeenTwice { get; init; }

    /// <summary>A catalogue says that it is exploited.</summary>
    public bool Exploited { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>Days since the due date; 0 while it is not overdue.</summary>
    public int OverdueDays { get; init; }

    /// <summary>Last day of the acceptance; null unless the risk is accepted.</summary>
    public DateOnly? AcceptedUntil { get; init; }

    /// <summary>The site's score, and what it would be once this alone is done; null where there is no score.</summary>
    public Mark? Now { get; init; }
    public Mark? Alone { get; init; }
}

public enum AlertOrigin
{
    /// <summary>Open since before the week.</summary>
    Standing,
    New,
    Reopened,

    /// <summary>Its acceptance ended in the week.</summary>
    AcceptanceEnded,
}

/// <summary>
/// An alert that was closed in the week, with what proved it. <c>Proof</c>: the word of the proof: clean, refused or
/// name-gone. <c>First</c>: the day of the first proof; null where it is not known any more.
/// </summary>
public sealed record FixedLine(
    Guid Id,
    Severity Severity,
    LocalizedText Title,
    string Asset,
    string? Site,
    string Proof,
    DateOnly? First,
    DateOnly Second
);
