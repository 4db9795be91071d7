namespace CyberWatch.Infra.Registry.Entities;

/// <summary>The signed authorisation to scan. Without one that is valid today, nothing leaves.</summary>
public sealed class Mandate
{
    public long Id { get; init; }
    public required string Finess { get; init; }
    public required string SignedBy { get; init; }
    public required DateOnly SignedOn { get; init; }

    /// <summary>First day, in the establishment's own time zone.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }
    public required bool Intrusive { get; init; }

    /// <summary>File name and line.</summary>
    public required string Source { get; init; }
}
