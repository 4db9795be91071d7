namespace CyberWatch.Infra.Registry.Entities;

/// <summary>One line of a perimeter: what may be asked, what may not, and when not.</summary>
public sealed class PerimeterEntry
{
    public long Id { get; init; }
    public required string Finess { get; init; }
    public required PerimeterKind Kind { get; init; }

    /// <summary>Canonical: a domain in lower-case A-labels, a prefix as <c>203.0.113.0/24</c>, or <c>mon-fri 08:00-18:30</c>.</summary>
    public required string Value { get; init; }
    public string? Note { get; init; }

    /// <summary>Where it was declared, so that a refusal can name it: file name and line.</summary>
    public required string Source { get; init; }
}

public enum PerimeterKind
{
    Domain,
    Range,
    Exclude,
    Quiet,
}
