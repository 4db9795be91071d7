namespace CyberWatch.Infra.Registry.Entities;

/// <summary>The part of the rate of all workers that one of them may use until a moment of the registry's clock.</summary>
public sealed class RateSlice
{
    public required string Owner { get; init; }

    /// <summary>Packets a second.</summary>
    public int Packets { get; set; }

    /// <summary>The rate of all workers as this one is configured; the smallest counts.</summary>
    public int InAll { get; set; }
    public DateTimeOffset Until { get; set; }
}
