using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Which part of the life of alerts a reader asked for.</summary>
public enum AlertStanding
{
    /// <summary>Open or acknowledged: what waits for somebody.</summary>
    Ongoing,

    /// <summary>Seen once; nobody was told.</summary>
    Suspected,

    /// <summary>The risk was accepted until a day.</summary>
    Accepted,
    FalsePositive,
    Resolved,
    All,
}

/// <summary>What a reader asked to see; nothing set means everything that waits for somebody.</summary>
public sealed record AlertFilter
{
    public AlertStanding Standing { get; init; } = AlertStanding.Ongoing;

    /// <summary>Exactly this one.</summary>
    public Severity? Severity { get; init; }

    /// <summary>A rule (<c>tls.certificate-expired</c>) or a check (<c>TLS-04</c>).</summary>
    public string? Rule { get; init; }
    public string? RegionCode { get; init; }
    public string? Department { get; init; }
    public string? Finess { get; init; }

    /// <summary>Part of the title, the asset, the rule, a vulnerability or the establishment.</summary>
    public string? Text { get; init; }

    /// <summary>Those whose due day is over at this instant where their establishment is.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>Those whose vulnerability a catalogue lists as exploited.</summary>
    public bool Exploited { get; init; }
    public DateTimeOffset? OpenedSince { get; init; }
    public DateTimeOffset? ResolvedSince { get; init; }
}

/// <summary>One line of the list: what, where, since when.</summary>
public sealed record AlertRow(
    Guid Id,
    Severity Severity,
    AlertState State,
    LocalizedText Title,
    string RuleId,
    string Finess,
    string Establishment,
    string AssetKey,
    DateTimeOffset FirstSeen,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ResolvedAt
)
{
    public Confidence Confidence { get; init; }

    /// <summary>The catalogue that lists its vulnerability as exploited; null while none does.</summary>
    public string? ExploitedBy { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateOnly? AcceptedUntil { get; init; }

    /// <summary>IANA name of the zone in which its days are counted.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";
}

/// <summary>One alert with everything that its page shows; the latest events and verdicts first.</summary>
public sealed record AlertDetail(
    Alert Alert,
    Establishment Establishment,
    IReadOnlyList<AlertEvent> Events,
    IReadOnlyList<AlertVerdict> Verdicts,
    int VerdictCount
);
