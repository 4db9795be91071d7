using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Editions;

/// <summary>Confirmed critical alerts of one establishment that cannot wait for Monday.</summary>
public sealed record UrgentEdition
{
    public required string Finess { get; init; }
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>One or more, the longest open first.</summary>
    public required IReadOnlyList<UrgentLine> Alerts { get; init; }
}

/// <summary>One of them, with all that helps in the next hour.</summary>
public sealed record UrgentLine
{
    public required Guid Id { get; init; }
    public required LocalizedText Title { get; init; }
    public required LocalizedText Why { get; init; }

    /// <summary>Steps, one a line.</summary>
    public required LocalizedText Fix { get; init; }
    public required string Asset { get; init; }

    /// <summary>When it was seen, once or twice.</summary>
    public required IReadOnlyList<DateTimeOffset> Seen { get; init; }
    public bool Reopened { get; init; }
    public bool Exploited { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>Lines that ask again.</summary>
    public IReadOnlyList<string> Replay { get; init; } = [];

    /// <summary>What the owner finds in his own logs.</summary>
    public string? RequestId { get; init; }
}
