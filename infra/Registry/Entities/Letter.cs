namespace CyberWatch.Infra.Registry.Entities;

/// <summary>
/// What one edition says about one scope and one week, composed once and kept: every recipient gets the same, however late. Rendered for
/// each recipient when it is sent.
/// </summary>
public sealed class Edition
{
    public required Guid Id { get; init; }
    public required EditionKind Kind { get; init; }

    /// <summary><c>finess:990000001</c>, <c>group:ID</c> or <c>sector</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>The week reported, <c>2026-W47</c>; of an urgent notice the instant that its hour began, <c>2026-11-20T13:06Z</c>.</summary>
    public required string Period { get; init; }
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>The edition as JSON, in the shape that its kind has in <c>infra/Mail</c>.</summary>
    public required string Content { get; init; }

    /// <summary>Ids of the alerts that it counts, separated by blanks.</summary>
    public string Alerts { get; init; } = "";
    public ICollection<Letter> Letters { get; init; } = [];
}

public enum EditionKind
{
    Technical,
    Sector,
    Urgent,
}

/// <summary>One mail to one recipient: a row of the outbox. Unique by recipient, edition, scope, period and copy.</summary>
public sealed class Letter
{
    public required Guid Id { get; init; }
    public required Guid EditionId { get; init; }
    public Edition? Edition { get; init; }
    public required string Recipient { get; init; }

    /// <summary>Shown beside the address.</summary>
    public required string RecipientName { get; init; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }
    public required DetailLevel Detail { get; init; }

    /// <summary>0 for the letter itself; a resend is the next number.</summary>
    public int Copy { get; init; }

    /// <summary>The same over all attempts.</summary>
    public required string MessageId { get; init; }
    public required LetterState State { get; set; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>After this instant it is not sent any more.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    public int Attempts { get; set; }
    public string? Owner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the relay answered, or the file that it was written to.</summary>
    public string? Receipt { get; set; }

    /// <summary>A word that pages translate, and after a colon what the relay said.</summary>
    public string? Error { get; set; }
    public long Version { get; set; }
}

public enum LetterState
{
    Planned,

    /// <summary>Handed to the relay, and not answered yet.</summary>
    Sending,
    Sent,

    /// <summary>No answer came to the end of the data: it may have arrived; tried again with the same Message-ID.</summary>
    Unknown,

    /// <summary>Given up; the operator sees it.</summary>
    Failed,

    /// <summary>Unsent in a restored backup: waits for the operator.</summary>
    Held,

    /// <summary>Written as a file: no relay is configured.</summary>
    Written,

    /// <summary>Nobody wants it any more: unsubscribed, or its week is over.</summary>
    Dropped,
}

/// <summary>How much of a letter may stand in a mail, since mail is not a safe.</summary>
public enum DetailLevel
{
    Full,

    /// <summary>No address, host, version or proof.</summary>
    Summary,

    /// <summary>One sentence and one link.</summary>
    Link,
}

/// <summary>Somebody who does not want an edition of a scope any more.</summary>
public sealed class MailRefusal
{
    public required string Recipient { get; init; }
    public required EditionKind Kind { get; init; }
    public required string Scope { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary><c>one-click</c>, <c>page</c>, or the e-mail address of an operator.</summary>
    public required string How { get; init; }
}
