namespace CyberWatch.Infra.Registry.Entities;

/// <summary>A vulnerability in a catalogue of exploited ones, with when it came and went.</summary>
public sealed class FeedEntry
{
    /// <summary><c>cisa-kev</c> for now.</summary>
    public required string Feed { get; init; }

    /// <summary>Such as CVE-2025-5777.</summary>
    public required string Vulnerability { get; init; }
    public required string Name { get; set; }
    public required DateOnly ListedOn { get; set; }

    /// <summary>The date of the first file in which it was missing again.</summary>
    public DateOnly? WithdrawnOn { get; set; }
}

/// <summary>One reading of a feed's file.</summary>
public sealed class FeedImport
{
    public long Id { get; init; }
    public required string Feed { get; init; }
    public required string File { get; init; }

    /// <summary>When its publisher released it.</summary>
    public required DateTimeOffset ReleasedAt { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public int Entries { get; init; }
    public int Added { get; init; }
    public int Withdrawn { get; init; }
}
