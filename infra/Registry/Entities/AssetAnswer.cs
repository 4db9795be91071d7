namespace CyberWatch.Infra.Registry.Entities;

/// <summary>What one probe last brought back about one asset: the ground of coverage.</summary>
public sealed class AssetAnswer
{
    public required string Finess { get; init; }
    public required string AssetKey { get; init; }
    public required string Probe { get; init; }
    public required DateTimeOffset LastAsked { get; set; }

    /// <summary>When it last said something: facts, a refusal, a name that is gone. Null: never yet.</summary>
    public DateTimeOffset? LastConclusive { get; set; }

    /// <summary>The word of the last outcome: answered, or the silence.</summary>
    public string LastOutcome { get; set; } = "";
}
