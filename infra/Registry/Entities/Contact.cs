namespace CyberWatch.Infra.Registry.Entities;

/// <summary>Who is written to for an establishment.</summary>
public sealed class Contact
{
    public long Id { get; init; }
    public required string Finess { get; init; }
    public required string Email { get; init; }
    public required string Name { get; set; }
    public required ContactRole Role { get; set; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; set; }

    /// <summary>How much may stand in a mail to this contact.</summary>
    public DetailLevel Detail { get; set; }
}

public enum ContactRole
{
    Rssi,
    Direction,
}
