using System.Linq.Expressions;
using System.Text.Json.Serialization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Scanner.Commands;

/// <summary>What <c>establishments list --json</c> says of one establishment; the names are part of the command line's contract.</summary>
internal sealed record EstablishmentLine
{
    public required string Finess { get; init; }
    public string? LegalEntity { get; init; }
    public string? LegalEntityName { get; init; }
    public required string Name { get; init; }
    public string? Category { get; init; }
    public string? CategoryLabel { get; init; }
    public string? Siret { get; init; }
    public string? Phone { get; init; }
    public string? Address { get; init; }
    public string? PostalCode { get; init; }
    public string? City { get; init; }
    public string? Commune { get; init; }
    public string? Department { get; init; }
    public string? Region { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public bool InService { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public GroupLine? Group { get; init; }

    /// <summary>For the table alone.</summary>
    [JsonIgnore]
    public DateOnly? MissingSince { get; init; }

    public static Expression<Func<Establishment, EstablishmentLine>> From(RegistryContext registry) =>
        row => new EstablishmentLine
        {
            Finess = row.Finess,
            LegalEntity = row.LegalEntity,
            LegalEntityName = row.LegalEntityName,
            Name = row.Name,
            Category = row.Category,
            CategoryLabel = row.CategoryLabel,
            Siret = row.Siret,
            Phone = row.Phone,
            Address = row.Address,
            PostalCode = row.PostalCode,
            City = row.City,
            Commune = row.Commune,
            Department = row.Department,
            Region = row.Region,
            Latitude = row.Latitude,
            Longitude = row.Longitude,
            InService = row.InService,
            ClosedOn = row.ClosedOn,
            MissingSince = row.MissingSince,
            Group =
                row.Group == null
                    ? null
                    : new GroupLine(
                        row.Group.Name,
                        registry.GroupMembers.Any(member =>
                            member.GroupId == row.GroupId && member.LegalEntity == row.LegalEntity && member.Supports
                        )
                            ? "support"
                            : "member"
                    ),
        };
}

/// <summary>The group of an establishment; the role is <c>support</c> or <c>member</c>.</summary>
internal sealed record GroupLine(string Name, string Role);
