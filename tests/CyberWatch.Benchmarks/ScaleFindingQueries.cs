using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Benchmarks;

/// <summary>What pages ask of the findings, by name; each time about another word, establishment or region.</summary>
internal sealed class ScaleFindingQueries(IServiceProvider services, ScaleSizes sizes)
{
    private static readonly AccessScope Sector = new AccessScope.WholeSector();

    private IFindingIndex Index => services.GetRequiredService<IFindingIndex>();

    public IEnumerable<(string Name, Func<int, Task> Ask)> All() =>
        [
            ("findings, the newest", _ => Index.SearchAsync(Sector, new(), default)),
            ("findings, a word", n => Index.SearchAsync(Sector, Asked($"www{n}"), default)),
            ("findings, a frequent word", _ => Index.SearchAsync(Sector, Asked("hospitalier"), default)),
            ("findings, a field", _ => Index.SearchAsync(Sector, Asked("service.product:openssh*"), default)),
            ("findings, addresses", n => Index.SearchAsync(Sector, Asked($"destination.ip:10.0.{n}.0/24"), default)),
            ("findings, of a region", n => Index.SearchAsync(Region(n), new(), default)),
            ("findings, of an establishment", n => Index.SearchAsync(Own(n), new(), default)),
            ("findings, facets and times", _ => Index.SummariseAsync(Sector, new(), Facets, default)),
            ("findings, facets of a region", n => Index.SummariseAsync(Region(n), new(), Facets, default)),
            ("findings, count", _ => Index.CountAsync(Sector, default)),
        ];

    private static SummaryRequest Facets =>
        new(
            [QueryFields.Probe, QueryFields.Outcome, QueryFields.Product],
            10,
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")
        );

    private static FindingQuery Asked(string text) =>
        QueryParser.Read(text, TimeZoneInfo.Utc) is QueryReading.Understood understood
            ? new() { Where = understood.Query }
            : throw new InvalidOperationException($"{text} is no query");

    private AccessScope Own(int number) =>
        new AccessScope.Establishments(new HashSet<string> { SyntheticSector.FinessOf(number * 7 % sizes.Establishments) });

    private static AccessScope.OneRegion Region(int number) => new(SyntheticSector.RegionOf(number));
}
