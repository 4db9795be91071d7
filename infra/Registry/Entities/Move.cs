namespace CyberWatch.Infra.Registry.Entities;

/// <summary>That the registry or the findings are being moved elsewhere, or were; or that this registry came from elsewhere.</summary>
public sealed class Move
{
    public required MoveKind Kind { get; init; }

    /// <summary>The same here and there, so that a move that was killed knows its own traces.</summary>
    public required Guid Token { get; init; }

    /// <summary>Where to, or where from; no password in it.</summary>
    public required string Place { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it is not known to be whole.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

public enum MoveKind
{
    Registry,
    Findings,
    Arrival,
}
