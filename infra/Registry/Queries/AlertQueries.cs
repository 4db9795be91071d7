using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

internal sealed class AlertQueries(IDbContextFactory<RegistryContext> registries) : IAlertQueries
{
    private const int VerdictsShown = 20;
    private const int EventsShown = 100;

    public async Task<Page<AlertRow>> ListAsync(
        AccessScope scope,
        AlertFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var alerts = registry.Matching(scope, filter);
        // an index knows which; only those of one page are read whole
        var ids = await alerts.InOrder(page).Skip(page.Skip).Take(page.Take).Select(row => row.Id).ToListAsync(cancellationToken);
        var rows = await Rows(registry.Alerts.Where(row => ids.Contains(row.Id)))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        return new Page<AlertRow>(
            [.. ids.Select(rows.GetValueOrDefault).OfType<AlertRow>()],
            await alerts.CountAsync(cancellationToken)
        );
    }

    public async Task<AlertDetail?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var alert = await registry
            .AlertsOf(scope)
            .AsNoTracking()
            .Include(row => row.Establishment)
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (alert is null)
        {
            return null;
        }

        var verdicts = registry.AlertVerdicts.AsNoTracking().Where(row => row.AlertId == id);
        return new AlertDetail(
            alert,
            alert.Establishment!,
            await EventsAsync(registry, id, cancellationToken),
            await verdicts
                .OrderByDescending(row => row.At)
                .ThenByDescending(row => row.Id)
                .Take(VerdictsShown)
                .ToListAsync(cancellationToken),
            await verdicts.CountAsync(cancellationToken)
        );
    }

    public async Task<int> CountAsync(AccessScope scope, AlertFilter filter, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await registry.Matching(scope, filter).CountAsync(cancellationToken);
    }

    private static Task<List<AlertEvent>> EventsAsync(RegistryContext registry, Guid id, CancellationToken cancellationToken) =>
        registry
            .AlertEvents.AsNoTracking()
            .Where(row => row.AlertId == id)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Take(EventsShown)
            .ToListAsync(cancellationToken);

    private static IQueryable<AlertRow> Rows(IQueryable<Alert> alerts) =>
        alerts.Select(row => new AlertRow(
            row.Id,
            row.Severity,
            row.State,
            new LocalizedText(row.TitleFr, row.TitleEn),
            row.RuleId,
            row.Finess,
            row.Establishment!.Name,
            row.AssetKey,
            row.FirstSeen,
            row.OpenedAt,
            row.ResolvedAt
        )
        {
            Confidence = row.Confidence,
            ExploitedBy = row.ExploitedBy,
            DueOn = row.DueOn,
            AcceptedUntil = row.AcceptedUntil,
            TimeZone = row.Establishment!.TimeZone,
        });
}
