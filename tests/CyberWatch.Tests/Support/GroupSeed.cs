using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Support;

/// <summary>A territorial group (GHT).</summary>
internal static class GroupSeed
{
    public const string Id = "G1";

    /// <summary>With the legal entity that supports it, and its other members.</summary>
    public static IEnumerable<object> Of(string supporting, params string[] members) =>
        [
            new Group { Id = Id, Name = "GHT" },
            new GroupMember
            {
                GroupId = Id,
                LegalEntity = supporting,
                Supports = true,
            },
            .. members.Select(member => new GroupMember { GroupId = Id, LegalEntity = member }),
        ];
}
