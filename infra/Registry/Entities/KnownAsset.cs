namespace CyberWatch.Infra.Registry.Entities;

/// <summary>An asset that was seen: what a light scan asks, and what may vanish.</summary>
public sealed class KnownAsset
{
    public required string Finess { get; init; }
    public required string Key { get; init; }
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it last answered.</summary>
    public required DateTimeOffset LastSeen { get; set; }
    public DateTimeOffset LastAsked { get; set; }

    /// <summary>The word of its last outcome: answered, or the silence.</summary>
    public string LastOutcome { get; set; } = "";

    /// <summary>When it was first proven to be absent, after it last answered.</summary>
    public DateTimeOffset? FirstAbsence { get; set; }

    /// <summary>When the second proof came: it has vanished, and its documents with it from what is latest.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>How it came to be known: declared, mx, certificate, word-list and the like.</summary>
    public string Origin { get; set; } = "";
}
