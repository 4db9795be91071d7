using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>An alert that counts in a score, in the words that explain it.</summary>
public sealed record CountedAlert(Guid Id, LocalizedText Title, LocalizedText Fix, string AssetKey, DateOnly? DueOn);

internal static class CountedAlerts
{
    /// <summary>By the keys that a score has for them.</summary>
    public static async Task<IReadOnlyDictionary<string, CountedAlert>> ReadAsync(
        RegistryContext registry,
        AccessScope scope,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .AlertsOf(scope)
            .Where(row => ids.Contains(row.Id))
            .Select(row => new CountedAlert(
                row.Id,
                new LocalizedText(row.TitleFr, row.TitleEn),
                new LocalizedText(row.FixFr, row.FixEn),
                row.AssetKey,
                row.DueOn
            ))
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id.ToString());
    }
}
