namespace CyberWatch.Infra.Registry.Entities;

/// <summary>A finding's document on its way to the index, kept in the same transaction as the alerts that it changed.</summary>
public sealed class OutboxFinding
{
    /// <summary>Grows with each row; the version of the document in the index.</summary>
    public long Id { get; init; }
    public required string Finess { get; init; }

    /// <summary>The same for every writing of establishment, asset and probe: the key in <c>latest</c>.</summary>
    public required string DocumentKey { get; init; }

    /// <summary>Empty when there is none, and only what is latest is to go.</summary>
    public required string Document { get; init; }

    /// <summary>Its asset has vanished: what is latest of the key goes, and the document is for history alone.</summary>
    public bool Leaves { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>Why it was set aside; such a row is counted and shown, and holds nobody up.</summary>
    public string? Error { get; set; }
}
