using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>Groups and their members as the newest file has them, and the sites that inherit.</summary>
internal static class GroupWriting
{
    /// <summary>A group that the file no longer names is kept without members: alerts and users may speak of it.</summary>
    public static async Task ReplaceAsync(
        RegistryContext registry,
        IReadOnlyList<Group> groups,
        CancellationToken cancellationToken
    )
    {
        await registry.GroupMembers.ExecuteDeleteAsync(cancellationToken);
        var known = await registry.Groups.ToDictionaryAsync(group => group.Id, cancellationToken);
        foreach (var group in known.Values)
        {
            group.Active = false;
        }

        foreach (var group in groups.DistinctBy(group => group.Id))
        {
            if (!known.TryGetValue(group.Id, out var row))
            {
                row = new Group { Id = group.Id, Name = group.Name };
                registry.Groups.Add(row);
            }

            (row.Name, row.Kind, row.Active) = (group.Name, group.Kind, group.Active);
            registry.GroupMembers.AddRange(group.Members);
        }

        await registry.SaveChangesAsync(cancellationToken);
        await PutAsync(registry, groups, cancellationToken);
    }

    /// <summary>A new site of a legal entity whose group is known.</summary>
    public static Task<int> InheritAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        registry
            .Establishments.Where(site =>
                site.GroupId == null
                && registry.GroupMembers.Any(member =>
                    member.LegalEntity == site.LegalEntity
                    && registry.Groups.Any(group => group.Id == member.GroupId && group.Active)
                )
            )
            .ExecuteUpdateAsync(
                site =>
                    site.SetProperty(
                        row => row.GroupId,
                        row =>
                            registry
                                .GroupMembers.Where(member =>
                                    member.LegalEntity == row.LegalEntity
                                    && registry.Groups.Any(group => group.Id == member.GroupId && group.Active)
                                )
                                .Min(member => member.GroupId)
                    ),
                cancellationToken
            );

    /// <summary>A site is shown in the first active group of the file that names its legal entity.</summary>
    private static async Task PutAsync(RegistryContext registry, IReadOnlyList<Group> groups, CancellationToken cancellationToken)
    {
        var first = groups
            .Where(group => group.Active)
            .SelectMany(group => group.Members)
            .DistinctBy(member => member.LegalEntity)
            .ToList();
        var named = first.Select(member => member.LegalEntity).ToList();
        await registry
            .Establishments.Where(site => site.GroupId != null && !named.Contains(site.LegalEntity!))
            .ExecuteUpdateAsync(site => site.SetProperty(row => row.GroupId, (string?)null), cancellationToken);
        foreach (var member in first)
        {
            await registry
                .Establishments.Where(site => site.LegalEntity == member.LegalEntity && site.GroupId != member.GroupId)
                .ExecuteUpdateAsync(site => site.SetProperty(row => row.GroupId, member.GroupId), cancellationToken);
        }
    }
}
