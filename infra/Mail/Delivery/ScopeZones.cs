using System.Collections.Concurrent;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>By which clock a scope's letters are dated; looked up once.</summary>
public sealed class ScopeZones(IDbContextFactory<RegistryContext> registry, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TimeZoneInfo> _known = new();

    public async Task<TimeZoneInfo> OfAsync(string scope, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(scope, out var zone))
            return zone;
        var names = await NamesAsync(LetterScope.Parse(scope), cancellationToken);
        zone = LetterTimes.Westernmost(names.DefaultIfEmpty(LetterTimes.OfficialZone), clock.GetUtcNow());
        return _known[scope] = zone;
    }

    private async Task<List<string>> NamesAsync(LetterScope scope, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var sites = scope switch
        {
            LetterScope.OfEstablishment { Finess: var finess } => context.Establishments.Where(row => row.Finess == finess),
            LetterScope.OfGroup { Id: var id } => context.Establishments.Where(row =>
                row.InService && context.GroupMembers.Any(member => member.GroupId == id && member.LegalEntity == row.LegalEntity)
            ),
            _ => context.Establishments.Where(row => false),
        };
        return await sites.Select(row => row.TimeZone).Distinct().ToListAsync(cancellationToken);
    }
}
