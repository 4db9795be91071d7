using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Reads the audit trail for people, the newest first.</summary>
public sealed class AuditQueries(IDbContextFactory<RegistryContext> registries)
{
    public async Task<Page<AuditRow>> ListAsync(
        AccessScope scope,
        AuditFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var matching = Matching(registry, scope, filter);
        var entries = await matching
            .AsNoTracking()
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        var named = entries.Select(row => AuditScoping.FinessOf(row.Action, row.Subject)).OfType<string>().Distinct().ToList();
        var names = await registry
            .EstablishmentsOf(scope)
            .Where(site => named.Contains(site.Finess))
            .ToDictionaryAsync(site => site.Finess, site => site.Name, cancellationToken);
        return new([.. entries.Select(row => Row(row, names))], await matching.CountAsync(cancellationToken));
    }

    private static IQueryable<AuditEntry> Matching(RegistryContext registry, AccessScope scope, AuditFilter filter)
    {
        var audit = registry.AuditOf(scope).OfKind(filter.Kind);
        if (filter.Finess is { } finess)
            audit = audit.About(registry.EstablishmentsOf(scope).Where(site => site.Finess == finess));
        if (filter.From is { } from)
            audit = audit.Where(row => row.At >= from);
        if (filter.Until is { } until)
            audit = audit.Where(row => row.At < until);
        return By(audit, filter.Person);
    }

    private static IQueryable<AuditEntry> By(IQueryable<AuditEntry> audit, string? person)
    {
        if (string.IsNullOrWhiteSpace(person))
            return audit;

#pragma warning disable CA1304, CA1311, CA1862, MA0011, MA0074 // runs in the database, which knows no culture
        var part = person.Trim().ToLowerInvariant();
        return audit.Where(row => row.Actor.ToLower().Contains(part));
#pragma warning restore CA1304, CA1311, CA1862, MA0011, MA0074
    }

    private static AuditRow Row(AuditEntry row, Dictionary<string, string> names)
    {
        var finess = AuditScoping.FinessOf(row.Action, row.Subject);
        return new(
            row.Id,
            row.At,
            row.Actor,
            row.Action,
            row.Subject,
            row.Detail,
            finess is not null && names.ContainsKey(finess) ? finess : null,
            finess is null ? null : names.GetValueOrDefault(finess),
            AuditScoping.AlertOf(row.Action, row.Subject)
        );
    }
}
