using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>From who somebody is to what he may see.</summary>
public static class AccessScopes
{
    /// <summary>
    /// An RSSI of a legal entity that supports a group answers for the sites of all its members as well as for his own establishments;
    /// a direction for its own alone. A regional officer without a region, or anybody unknown, sees nothing.
    /// The user comes with <see cref="User.Establishments"/> loaded.
    /// </summary>
    public static async Task<AccessScope> ScopeOfAsync(
        this RegistryContext registry,
        User user,
        CancellationToken cancellationToken
    )
    {
        var own = user.Establishments.Select(row => row.Finess).ToHashSet();
        return user.Role switch
        {
            UserRole.Operator or UserRole.Official => new AccessScope.WholeSector(),
            UserRole.Regional when user.RegionCode is { Length: > 0 } region => new AccessScope.OneRegion(region),
            UserRole.Rssi => new AccessScope.Establishments(await WithGroupsAsync(registry, own, cancellationToken)),
            UserRole.Direction => new AccessScope.Establishments(own),
            _ => new AccessScope.Establishments(new HashSet<string>()),
        };
    }

    private static async Task<HashSet<string>> WithGroupsAsync(
        RegistryContext registry,
        HashSet<string> own,
        CancellationToken cancellationToken
    )
    {
        var supported = registry
            .Groups.Where(group => group.Active)
            .SelectMany(group => group.Members)
            .Where(member =>
                member.Supports
                && registry.Establishments.Any(site => own.Contains(site.Finess) && site.LegalEntity == member.LegalEntity)
            )
            .Select(member => member.GroupId);
        var members = registry
            .GroupMembers.Where(member => supported.Contains(member.GroupId))
            .Select(member => member.LegalEntity);
        var theirs = await registry
            .Establishments.Where(site => site.LegalEntity != null && members.Contains(site.LegalEntity))
            .Select(site => site.Finess)
            .ToListAsync(cancellationToken);
        return [.. own, .. theirs];
    }
}
