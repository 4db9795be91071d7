using Microsoft.AspNetCore.Identity;

namespace CyberWatch.Infra.Registry.Entities;

/// <summary>Somebody who signs in. What he may see follows from the role, the region and the establishments.</summary>
public sealed class User : IdentityUser<Guid>
{
    public UserRole Role { get; set; }

    /// <summary>INSEE code of the region, for a regional officer.</summary>
    public string? RegionCode { get; set; }

    /// <summary><c>fr</c>, <c>en</c>, or null: as the browser asks.</summary>
    public string? Language { get; set; }
    public ICollection<UserEstablishment> Establishments { get; init; } = [];
}

/// <summary>An establishment that an RSSI or a direction answers for.</summary>
public sealed class UserEstablishment
{
    public required Guid UserId { get; init; }
    public required string Finess { get; init; }
}

public enum UserRole
{
    /// <summary>Read only, own establishment.</summary>
    Direction,
    Rssi,
    Regional,
    Official,
    Operator,
}

/// <summary>A one-time link by which somebody gets an account.</summary>
public sealed class Invitation
{
    public long Id { get; init; }
    public required string Email { get; init; }
    public required UserRole Role { get; init; }
    public string? RegionCode { get; init; }

    /// <summary>FINESS numbers, separated by blanks.</summary>
    public string Finess { get; init; } = "";

    /// <summary>SHA-256 of the token, hex; the token itself is only in the link.</summary>
    public required string TokenHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
