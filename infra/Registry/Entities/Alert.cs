using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry.Entities;

/// <summary>The life of one rule's match on one asset of one establishment.</summary>
public sealed class Alert
{
    public required Guid Id { get; init; }
    public required string Finess { get; init; }
    public Establishment? Establishment { get; init; }
    public required string RuleId { get; init; }

    /// <summary>Key of the asset that it is about; of twins, the first in order.</summary>
    public required string AssetKey { get; set; }

    /// <summary>Keys of the twins, separated by line feeds, the asset itself included.</summary>
    public string Twins { get; set; } = "";
    public required Severity Severity { get; set; }
    public required AlertState State { get; set; }

    /// <summary>The rule's words when it last matched, so that a page needs no catalogue.</summary>
    public required string TitleFr { get; set; }
    public required string TitleEn { get; set; }
    public string WhyFr { get; set; } = "";
    public string WhyEn { get; set; } = "";
    public string FixFr { get; set; } = "";
    public string FixEn { get; set; } = "";

    /// <summary>Check ids and references, separated by blanks.</summary>
    public string Checks { get; set; } = "";
    public string References { get; set; } = "";

    /// <summary>Whether the answer shows it, or a version only says so.</summary>
    public Confidence Confidence { get; set; }

    /// <summary>Identifiers of vulnerabilities (CVE), separated by blanks.</summary>
    public string Vulnerabilities { get; set; } = "";

    /// <summary>The catalogue that says that it is exploited, and since when; null while none does.</summary>
    public string? ExploitedBy { get; set; }
    public DateOnly? ExploitedSince { get; set; }

    /// <summary>The day by which it is to be fixed, in the establishment's own time zone, and the row of the policy that decided.</summary>
    public DateOnly? DueOn { get; set; }
    public string? DueBy { get; set; }

    /// <summary>The last decision of a person: acknowledged, accepted or false positive. Null where none stands.</summary>
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }

    /// <summary>Last day of an acceptance, in the establishment's own time zone.</summary>
    public DateOnly? AcceptedUntil { get; set; }

    /// <summary>The evidence that the acceptance was given for.</summary>
    public string? AcceptedFor { get; set; }

    /// <summary>How often it came back after it was resolved.</summary>
    public int Reopened { get; set; }
    public required DateTimeOffset FirstSeen { get; init; }
    public required DateTimeOffset LastSeen { get; set; }

    /// <summary>When it was last asked, whatever came back.</summary>
    public DateTimeOffset LastAsked { get; set; }

    /// <summary>The match that waits for a second one; null once it came, or none is wanted.</summary>
    public DateTimeOffset? SuspectedAt { get; set; }
    public DateTimeOffset? OpenedAt { get; set; }
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>When the first of the two proofs of absence came; null while none stands.</summary>
    public DateTimeOffset? FirstProofAt { get; set; }

    /// <summary>What the first proof was, in words of <see cref="AlertEvent.Why"/>.</summary>
    public string? FirstProof { get; set; }

    /// <summary>The facts that the rule read when it last matched, as a JSON object.</summary>
    public string Evidence { get; set; } = "{}";

    /// <summary>Lines that ask again, separated by line feeds.</summary>
    public string Replay { get; set; } = "";
    public string? RequestId { get; set; }
    public DateTimeOffset EvidenceAt { get; set; }
    public ICollection<AlertEvent> Events { get; init; } = [];
    public ICollection<AlertVerdict> Verdicts { get; init; } = [];

    /// <summary>What is searched, folded; made of what stands above whenever the row is written. See <see cref="AlertSearch"/>.</summary>
    public string SearchKey
    {
        get => AlertSearch.KeyOf(this);
        private init => _ = value;
    }

    /// <summary>The same whole, where the key is too short for it; else null.</summary>
    public string? SearchRest
    {
        get => AlertSearch.RestOf(this);
        private init => _ = value;
    }

    /// <summary>Grows with each change; a writer that read an older one reads again.</summary>
    public long Version { get; set; }
}

/// <summary>A change in the life of an alert: who or what, when, from, to, why, with the finding that caused it.</summary>
public sealed class AlertEvent
{
    public long Id { get; init; }
    public Guid AlertId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary><c>scan</c>, <c>clock</c>, <c>feed</c>, or the e-mail address of a person.</summary>
    public required string Actor { get; init; }
    public AlertState? From { get; init; }
    public required AlertState To { get; init; }

    /// <summary>A word that pages translate, of those of <see cref="CyberWatch.Rules.Lifecycle.LifeStep"/> or <see cref="CyberWatch.Rules.Lifecycle.StandingChange"/>.</summary>
    public required string Why { get; init; }
    public string? Detail { get; init; }
    public Guid? ScanId { get; init; }
    public string? FindingId { get; init; }
}

/// <summary>One verdict that concerned the alert, and what it did.</summary>
public sealed class AlertVerdict
{
    public long Id { get; init; }
    public Guid AlertId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>match, clean or inconclusive; refused and name-gone where a silence was the proof.</summary>
    public required string Verdict { get; init; }

    /// <summary>A word of <see cref="CyberWatch.Rules.Lifecycle.Effect"/>.</summary>
    public required string Effect { get; init; }
    public string? Detail { get; init; }
    public Guid? ScanId { get; init; }
}
