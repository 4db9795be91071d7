namespace CyberWatch.Infra.Registry.Entities;

/// <summary>What an address outside all ranges last answered to one question; it serves every establishment whose name leads there.</summary>
public sealed class SharedAnswer
{
    /// <summary>Probe, asset, and a mark of the perimeter where the answer depends on it.</summary>
    public required string Key { get; init; }
    public required DateTimeOffset At { get; set; }

    /// <summary>The finding as JSON.</summary>
    public required string Finding { get; set; }
}
