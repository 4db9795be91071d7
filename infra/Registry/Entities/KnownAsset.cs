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

    /// <summary>How it came to be known: declared, mx, certificate, word-list and the like.</summary>
    public string Origin { get; set; } = "";
}
