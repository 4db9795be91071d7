using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Which letters a reader asked for.</summary>
public enum LetterStanding
{
    All,

    /// <summary>On their way: planned, being handed over, or without an answer yet.</summary>
    Waiting,

    /// <summary>Accepted by the relay.</summary>
    Delivered,

    /// <summary>Written as a file, since no relay was set: nobody got it.</summary>
    Written,

    /// <summary>Given up: somebody has to do something.</summary>
    Failed,

    /// <summary>Unsent in a restored backup: they wait for the operator.</summary>
    Held,

    /// <summary>Nobody wants them any more.</summary>
    Dropped,
}

public sealed record LetterFilter
{
    public LetterStanding Standing { get; init; }
    public EditionKind? Kind { get; init; }

    /// <summary>As <see cref="Edition.Scope"/> has it.</summary>
    public string? Scope { get; init; }

    /// <summary>Part of the recipient's address or name.</summary>
    public string? Text { get; init; }
}

/// <summary>One line of the history; the name is that of the establishment or group, null for the sector.</summary>
public sealed record LetterRow(
    Guid Id,
    EditionKind Kind,
    string Scope,
    string? ScopeName,
    string Period,
    string Recipient,
    string RecipientName,
    int Copy,
    LetterState State,
    DateTimeOffset ComposedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? SentAt,
    int Attempts,
    string? Error
);

/// <summary>One letter with its edition and all its copies, the first one first; refused where the recipient does not want this edition any more.</summary>
public sealed record LetterDetail(
    Letter Letter,
    Edition Edition,
    string? ScopeName,
    bool Refused,
    IReadOnlyList<LetterRow> Copies
);
