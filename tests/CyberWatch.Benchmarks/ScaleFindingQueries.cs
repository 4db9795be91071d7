using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Benchmarks;

/// <summary>What the findings page asks, by name; each time about another establishment, name, network or region.</summary>
internal sealed class ScaleFindingQueries(IFindingIndex index, SyntheticFindings findings, int assets)
{
    private const int Page = 50;
    private const int Exported = 1_000;
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly SummaryRequest Facets = new(
        [QueryFields.Probe, QueryFields.Severity, QueryFields.Outcome, QueryFields.Rule, QueryFields.Product, QueryFields.Finess],
        8,
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")
    );

    public IEnumerable<(string Name, Func<int, Task> Ask)> All() => [.. Lists(), .. Summaries(), .. Others()];

    private IEnumerable<(string, Func<int, Task>)> Lists() =>
        [
            ("newest", _ => FindAsync(Sector, "")),
            ("newest, second page", async _ => await FindAsync(Sector, "", (await FindAsync(Sector, "")).Next)),
            ("a rare word", n => FindAsync(Sector, $"www{Asset(n)}")),
            ("a frequent word", _ => FindAsync(Sector, "hospitalier")),
            ("two words", _ => FindAsync(Sector, "hospitalier nginx")),
            ("a beginning", _ => FindAsync(Sector, "hosp*")),
            ("a rare field", n => FindAsync(Sector, $"host.name:{SyntheticFindings.NameOf(Asset(n))}")),
            ("a frequent field", _ => FindAsync(Sector, "service.product:OpenSSH")),
            ("a field's beginning", _ => FindAsync(Sector, "service.product:Open*")),
            ("severity of a probe", _ => FindAsync(Sector, "severity:[3 TO 4] AND probe:tls")),
            ("a network /24", n => FindAsync(Sector, $"destination.ip:10.{n % 7}.{n * 13 % 256}.0/24")),
            ("a network /16", n => FindAsync(Sector, $"destination.ip:10.{n % 7}.0.0/16")),
            ("or, not", _ => FindAsync(Sector, "(probe:tls OR probe:http) AND NOT outcome:answered")),
            ("region", n => FindAsync(Region(n), "")),
            ("region, a word", n => FindAsync(Region(n), "nginx")),
            ("establishment", n => FindAsync(Own(n), "")),
        ];

    private IEnumerable<(string, Func<int, Task>)> Summaries() =>
        [
            ("facets and times, everything", _ => SummariseAsync(Sector, "")),
            ("facets and times, a rare word", n => SummariseAsync(Sector, $"www{Asset(n)}")),
            ("facets and times, a frequent word", _ => SummariseAsync(Sector, "hospitalier")),
            ("facets and times, a frequent field", _ => SummariseAsync(Sector, "service.product:OpenSSH")),
            ("facets and times, a probe", _ => SummariseAsync(Sector, "probe:tls")),
            ("facets and times, region", n => SummariseAsync(Region(n), "")),
            ("facets and times, region, a word", n => SummariseAsync(Region(n), "nginx")),
            ("facets and times, establishment", n => SummariseAsync(Own(n), "")),
        ];

    private IEnumerable<(string, Func<int, Task>)> Others() =>
        [
            ("count, sector", _ => index.CountAsync(Sector, default)),
            ("count, region", n => index.CountAsync(Region(n), default)),
            ("one document", OneAsync),
            ("export, a page of everything", _ => ExportAsync(Sector, "")),
            ("export, a page of a region", n => ExportAsync(Region(n), "")),
            ("export, a page of a word", _ => ExportAsync(Sector, "hospitalier")),
        ];

    private Task<FindingPage> FindAsync(AccessScope scope, string text, FindingCursor? after = null) =>
        index.SearchAsync(scope, Asked(text) with { After = after }, default);

    private Task<FindingSummary> SummariseAsync(AccessScope scope, string text) =>
        index.SummariseAsync(scope, Asked(text), Facets, default);

    private async Task OneAsync(int number)
    {
        var asked = Asked($"host.name:{SyntheticFindings.NameOf(Asset(number))}");
        var found = await index.SearchAsync(Own(number), asked with { Limit = 1 }, default);
        if (found.Total != 1)
            throw new InvalidOperationException($"www{Asset(number)} was found {found.Total} times");
    }

    private async Task ExportAsync(AccessScope scope, string text) =>
        await index.ReadAllAsync(scope, Asked(text), default).Take(Exported).CountAsync();

    private static FindingQuery Asked(string text) =>
        QueryParser.Read(text, TimeZoneInfo.Utc) is QueryReading.Understood understood
            ? new(Page) { Where = understood.Query }
            : throw new InvalidOperationException($"{text} is no query");

    private int Asset(int number) => (int)(number * 7_919L % assets);

    private AccessScope Own(int number) =>
        new AccessScope.Establishments(new HashSet<string> { SyntheticSector.FinessOf(findings.SiteOf(Asset(number))) });

    private static AccessScope.OneRegion Region(int number) => new(SyntheticSector.RegionOf(number));
}
