using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>What pages ask of the registry, by name; each time about another establishment, alert or region.</summary>
internal sealed class ScaleRegistryQueries(IServiceProvider services, ScaleSizes sizes, DateOnly today)
{
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly PageRequest First = new(0, 50);
    private static readonly PageRequest Deep = new(5_000, 50);

    private EstablishmentQueries Sites => services.GetRequiredService<EstablishmentQueries>();
    private IAlertQueries Alerts => services.GetRequiredService<IAlertQueries>();
    private StandingQueries Standings => services.GetRequiredService<StandingQueries>();
    private ScanQueries Scans => services.GetRequiredService<ScanQueries>();

    public IEnumerable<(string Name, Func<int, Task> Ask)> All() =>
        [
            ("sector, overview", _ => services.GetRequiredService<SectorQueries>().OverviewAsync(Sector, default)),
            ("sector, whom to call", _ => services.GetRequiredService<CallFirstQueries>().ListAsync(Sector, 8, default)),
            ("sector, standing", _ => services.GetRequiredService<SectorStandingQueries>().FindAsync(Sector, today, default)),
            ("sector, gaps", _ => services.GetRequiredService<SectorStandingQueries>().GapsAsync(Sector, today, default)),
            ("region, overview", n => services.GetRequiredService<SectorQueries>().OverviewAsync(Region(n), default)),
            ("establishments, first page", _ => Sites.ListAsync(Sector, new(), First, default)),
            ("establishments, page 101", _ => Sites.ListAsync(Sector, new(), Deep, default)),
            ("establishments, by text", n => Sites.ListAsync(Sector, new() { Text = $"bezac n° {n}" }, First, default)),
            ("establishments, exposed", _ => Sites.ListAsync(Sector, new() { Exposed = Severity.Critical }, First, default)),
            ("establishments, of a grade", _ => Sites.ListAsync(Sector, new() { Grade = Grade.D }, First, default)),
            ("establishments, silent", _ => Sites.ListAsync(Sector, new() { Silent = true }, First, default)),
            ("establishments, by score", _ => Sites.ListAsync(Sector, new(), First with { SortBy = "score" }, default)),
            ("establishments, by alerts", _ => Sites.ListAsync(Sector, new(), First with { SortBy = "alerts" }, default)),
            ("establishments, to call", _ => Sites.ListAsync(Sector, new() { ToCall = true }, First, default)),
            ("establishments, counts", _ => Sites.CountsAsync(Sector, new(), default)),
            ("establishment, its page", n => Sites.FindAsync(Sector, Site(n), default)),
            ("establishment, standing", n => Standings.FindAsync(Sector, Site(n), today, default)),
            ("establishment, history", n => Standings.HistoryAsync(Sector, Site(n), today, 12, default)),
            ("alerts, first page", _ => Alerts.ListAsync(Sector, new(), First, default)),
            ("alerts, page 101", _ => Alerts.ListAsync(Sector, new(), Deep, default)),
            ("alerts, of a region", n => Alerts.ListAsync(Region(n), new(), First, default)),
            ("alerts, of an establishment", n => Alerts.ListAsync(Own(n), new(), First, default)),
            ("alerts, by text", n => Alerts.ListAsync(Sector, new() { Text = $"10.{n}." }, First, default)),
            ("alerts, by rule", _ => Alerts.ListAsync(Sector, new() { Rule = "service.telnet" }, First, default)),
            ("alerts, counts", CountAlertsAsync),
            ("alert, its page", OneAlertAsync),
            ("scans, first page", _ => Scans.ListAsync(Sector, new(), First, default)),
            ("scans, last of each", _ => Scans.ListAsync(Sector, new(ScanStanding.Last), First, default)),
            ("scans, coverage", _ => Scans.CoverageAsync(Sector, new(ScanStanding.Last), default)),
            ("operations", _ => services.GetRequiredService<OperationsQueries>().FindAsync(Sector, default)),
        ];

    private string Site(int number) => SyntheticSector.FinessOf(number * 7 % sizes.Establishments);

    private AccessScope Own(int number) => new AccessScope.Establishments(new HashSet<string> { Site(number) });

    private static AccessScope.OneRegion Region(int number) => new(SyntheticSector.RegionOf(number));

    private async Task CountAlertsAsync(int number)
    {
        foreach (var standing in Enum.GetValues<AlertStanding>())
            await Alerts.CountAsync(Sector, new AlertFilter { Standing = standing }, default);
    }

    private async Task OneAlertAsync(int number)
    {
        await using var registry = await services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync();
        var id = await registry.Set<Alert>().OrderBy(row => row.Id).Skip(number).Select(row => row.Id).FirstAsync();
        await Alerts.FindAsync(Sector, id, default);
    }
}
