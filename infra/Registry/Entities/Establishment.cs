namespace CyberWatch.Infra.Registry.Entities;

/// <summary>A site of the national register. Never deleted: it may close, or leave the file.</summary>
public sealed class Establishment
{
    /// <summary>FINESS number, nine characters, the second one may be a letter (Corsica).</summary>
    public required string Finess { get; init; }
    public required string Name { get; set; }
    public string? LegalEntity { get; set; }
    public string? LegalEntityName { get; set; }
    public string? Category { get; set; }
    public string? CategoryLabel { get; set; }
    public string? Siret { get; set; }
    public string? Phone { get; set; }
    public string? Address { get; set; }
    public string? PostalCode { get; set; }
    public string? City { get; set; }

    /// <summary>INSEE code of the commune.</summary>
    public string? Commune { get; set; }
    public string? Department { get; set; }
    public string? Region { get; set; }

    /// <summary>INSEE code; null for the collectivities that have none.</summary>
    public string? RegionCode { get; set; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "Europe/Paris";

    /// <summary>WGS 84 degrees.</summary>
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    public bool InService { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The group that its legal entity belongs to.</summary>
    public string? GroupId { get; set; }
    public Group? Group { get; set; }

    /// <summary>How it stands now; null: nothing was ever kept of it, and it is not followed.</summary>
    public CurrentStanding? Now { get; init; }

    /// <summary>The day of the first register file in which it was missing.</summary>
    public DateOnly? MissingSince { get; set; }

    /// <summary>Name, city, FINESS and legal entity, folded, for searching.</summary>
    public string SearchKey { get; set; } = "";

    /// <summary>Name, folded, for sorting.</summary>
    public string SortKey { get; set; } = "";
}
