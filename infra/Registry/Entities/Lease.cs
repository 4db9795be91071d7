namespace CyberWatch.Infra.Registry.Entities;

/// <summary>Who may work alone on something, and until when by the registry's clock. <see cref="Epoch"/> grows with each new holder.</summary>
public sealed class Lease
{
    /// <summary><c>establishment|FINESS</c> or <c>address|ADDRESS</c>; see <see cref="LeaseKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What the holder shows when he writes: who has an older one writes nothing any more.</summary>
    public long Epoch { get; set; }

    /// <summary>The worker, and the scan that he holds it for: null for all of them. Both null: it was given back.</summary>
    public string? Owner { get; set; }
    public Guid? ScanId { get; set; }
    public DateTimeOffset Until { get; set; }
}
