namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What entries of the audit trail are about.</summary>
public enum AuditKind
{
    All,

    /// <summary>Of people about alerts, and what ended them.</summary>
    Decisions,
    Letters,

    /// <summary>Files that were read, contacts that were removed, a backup that was put back.</summary>
    Imports,

    /// <summary>Accounts and sign-ins.</summary>
    Access,
}

/// <summary>Which entries of the audit trail; what is null filters nothing.</summary>
public sealed record AuditFilter
{
    public AuditKind Kind { get; init; }

    /// <summary>One establishment.</summary>
    public string? Finess { get; init; }

    /// <summary>A part of who did it, whatever its case.</summary>
    public string? Person { get; init; }
    public DateTimeOffset? From { get; init; }

    /// <summary>Not included.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>
/// Who did what, and when. <c>Subject</c> is what the entry names; <c>Finess</c> and <c>Establishment</c> stand where that is about one,
/// <c>Alert</c> where it is about one of its alerts.
/// </summary>
public sealed record AuditRow(
    long Id,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string? Detail,
    string? Finess,
    string? Establishment,
    Guid? Alert
);
