namespace CyberWatch.Infra.Registry.Entities;

/// <summary>The one row of what is known of the finding index: so that every process knows it, and pages need not ask the index.</summary>
public sealed class IndexState
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>Which index it is (<see cref="Findings.IFindingIndex.IdentityAsync"/>); null before the first answer.</summary>
    public string? Identity { get; set; }

    /// <summary>Which one is about to be swapped in: no stranger.</summary>
    public string? Expected { get; set; }

    /// <summary>When another index was found in its place.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>What was kept before that is not in the outbox any more, and so cannot be sent to that other index.</summary>
    public DateTimeOffset? MissingBefore { get; set; }

    /// <summary>
    /// What documents repeat of register and rules changed: the latest ones are to be written anew once the outbox is delivered up to this
    /// row. Null: they are as they should be.
    /// </summary>
    public long? RewriteAfter { get; set; }

    /// <summary>By which rules the latest documents were judged: a digest of the catalogue.</summary>
    public string? Rules { get; set; }

    /// <summary>Since when it takes nothing; null when it does.</summary>
    public DateTimeOffset? DownSince { get; set; }

    /// <summary>Why, with the remedy: a <see cref="CyberWatch.Rules.Model.Remark"/>.</summary>
    public string? Fault { get; set; }

    /// <summary>It answers, and refuses to be written to.</summary>
    public bool Refuses { get; set; }

    /// <summary>Since when no new scans begin, because too much waits for the index; null when they do.</summary>
    public DateTimeOffset? PausedSince { get; set; }
}
