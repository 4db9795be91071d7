using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>Counts for the overview. Nothing is kept between two readers: each number is counted within the scope that asked.</summary>
public sealed class SectorQueries(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<SectorOverview> OverviewAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        // side by side: a server answers them at once, and this is the page that opens first
        var asked = AskAsync(
            registry => SectorAreas.ReadAsync(registry, registry.EstablishmentsOf(scope), cancellationToken),
            cancellationToken
        );
        var mandates = AskAsync(registry => UnderMandateAsync(registry, scope, cancellationToken), cancellationToken);
        var changes = AskAsync(registry => ChangesAsync(registry.AlertsOf(scope), cancellationToken), cancellationToken);
        var register = AskAsync(registry => RegisterAsync(registry, cancellationToken), cancellationToken);
        await Task.WhenAll(asked, mandates, changes, register);
        var (areas, underMandate, changed) = (await asked, await mandates, await changes);
        return new SectorOverview
        {
            Week = changed.Week(areas),
            Suspected = changed.Suspected,
            CriticalEstablishments = areas.WithCritical,
            Followed = areas.Followed,
            UnderMandate = underMandate,
            // who has a mandate is followed
            WithoutMandate = areas.Followed - underMandate,
            Silent = areas.Silent,
            Scanned = areas.Scanned,
            Regions = areas.Regions,
            Departments = areas.Departments,
            Register = await register,
        };
    }

    internal static Task<RegisterImport?> RegisterAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        registry.RegisterImports.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);

    private async Task<T> AskAsync<T>(Func<RegistryContext, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await ask(registry);
    }

    private Task<int> UnderMandateAsync(RegistryContext registry, AccessScope scope, CancellationToken cancellationToken) =>
        registry.WithMandate(registry.EstablishmentsOf(scope), valid: true, clock.GetUtcNow()).CountAsync(cancellationToken);

    private async Task<Changes> ChangesAsync(IQueryable<Alert> within, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Week;
        return new(
            await within.Where(row => row.OpenedAt >= since).BySeverityAsync(cancellationToken),
            // a sum cannot be looked up in an index: else SQLite takes that of the states, of which most are resolved
            await within
                .Where(row => (int)row.State + 0 == (int)AlertState.Resolved && row.ResolvedAt >= since)
                .BySeverityAsync(cancellationToken),
            await within.Standing(AlertStanding.Suspected).CountAsync(cancellationToken)
        );
    }

    private sealed record Changes(IReadOnlyList<SeverityCount> Opened, IReadOnlyList<SeverityCount> Resolved, int Suspected)
    {
        public IReadOnlyList<WeekRow> Week(SectorAreas areas) =>
            [
                .. Enum.GetValues<Severity>()
                    .OrderDescending()
                    .Select(severity => new WeekRow(
                        severity,
                        areas.Open(severity),
                        Of(Opened, severity),
                        Of(Resolved, severity)
                    )),
            ];

        private static int Of(IReadOnlyList<SeverityCount> counts, Severity severity) =>
            counts.FirstOrDefault(row => row.Severity == severity)?.Count ?? 0;
    }
}
