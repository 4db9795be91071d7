namespace CyberWatch.Infra.Registry.Entities;

/// <summary>A hospital group by convention (GHT). Its members are legal entities; their sites inherit.</summary>
public sealed class Group
{
    /// <summary>The group's number in the register, else its identifier.</summary>
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Code of TRE_R371: 001 general, 002 psychiatry.</summary>
    public string? Kind { get; set; }
    public bool Active { get; set; } = true;
    public ICollection<GroupMember> Members { get; init; } = [];
}

/// <summary>A legal entity in a group.</summary>
public sealed class GroupMember
{
    public required string GroupId { get; init; }
    public required string LegalEntity { get; init; }

    /// <summary>It supports the others (role S), hence runs their information system.</summary>
    public bool Supports { get; set; }
}
