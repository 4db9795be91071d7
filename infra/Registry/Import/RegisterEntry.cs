using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>What a register file states, one after the other, in the order of the file.</summary>
internal abstract record RegisterEntry
{
    private RegisterEntry() { }

    /// <summary>A site. <paramref name="Line"/> is 0 where the form has no lines.</summary>
    public sealed record Site(Establishment Establishment, long Line) : RegisterEntry;

    /// <summary>A group with those of its members that the file holds, in the order of the file.</summary>
    public sealed record Grouping(Group Group, int UnknownMembers) : RegisterEntry;

    /// <summary>A record that cannot be taken.</summary>
    public sealed record Broken(InputFault Fault) : RegisterEntry;

    /// <summary>A field that cannot be taken; the site is, without it.</summary>
    public sealed record Doubt(InputFault Warning) : RegisterEntry;
}
