namespace CyberWatch.Infra.Registry.Entities;

/// <summary>The one row of what mail must remember.</summary>
public sealed class MailState
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>32 random bytes: the key of Message-IDs and of the links that end an edition.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>How many letters were handed to a relay. The marker file beside the registry counts with it, and is never ahead.</summary>
    public long Handed { get; set; }

    /// <summary>What the marker file holds, made anew now and then; null before the first one.</summary>
    public string? Mark { get; set; }

    /// <summary>When the file system says that the marker file was made; null while it is being made.</summary>
    public DateTimeOffset? MarkBorn { get; set; }

    /// <summary>When this registry was found to be a restored backup. What was due before that waits for the operator.</summary>
    public DateTimeOffset? RestoredAt { get; set; }
}
