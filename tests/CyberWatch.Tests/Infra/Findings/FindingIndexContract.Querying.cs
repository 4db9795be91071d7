using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Infra.Findings.Language;

namespace CyberWatch.Tests.Infra.Findings;

public abstract partial class FindingIndexContract
{
    private static readonly SummaryRequest Summary = new(
        [QueryFields.Probe, QueryFields.Rule, QueryFields.Severity, QueryFields.Product],
        2,
        GeneratedQueries.Paris
    );

    private static FindingQuery Asked(string text, int limit = 100) => new(Limit: limit) { Where = GeneratedQueries.Read(text) };

    [Theory]
    [InlineData("probe:tls", 1)]
    [InlineData("probe:tls OR probe:dns", 3)]
    [InlineData("NOT probe:tls", 2)]
    [InlineData("destination.ip:203.0.113.0/24", 1)]
    [InlineData("destination.ip:203.0.113.0/29", 0)]
    [InlineData("destination.ip:>203.0.113.9", 1)]
    [InlineData("destination.port:[1 TO 443}", 0)]
    [InlineData("destination.port:[* TO 443]", 1)]
    [InlineData("host.name:www.*", 1)]
    [InlineData("host.name:WWW.*", 0)]
    [InlineData("facts.product:\"nginx/1.22.1\"", 1)]
    [InlineData("facts.product:nginx*", 1)]
    [InlineData("facts.product:*", 2)]
    [InlineData("NOT facts.product:*", 1)]
    [InlineData("facts.nobody:*", 0)]
    [InlineData("severity:medium", 3)]
    [InlineData("severity:>medium", 0)]
    [InlineData("establishment.region:93 AND rule.id:tls.old", 1)]
    [InlineData("@timestamp:2026-11-26", 2)]
    [InlineData("@timestamp:>=2026-11-27", 1)]
    [InlineData("severity:moyenne", 3)]
    [InlineData("severity>=medium", 3)]
    [InlineData("severity>moyenne", 0)]
    [InlineData("\"203.0.113.10:443\"", 1)]
    [InlineData("asset:tcp:203.0.113.10:443/www.ch-nord.example", 1)]
    [InlineData("asset:tcp:203.0.113.10:443*", 1)]
    [InlineData("nginx", 1)]
    [InlineData("ngin", 0)]
    [InlineData("ngin*", 1)]
    [InlineData("\"nginx 1 22\"", 1)]
    [InlineData("\"nginx 22\"", 0)]
    [InlineData("apache OR (ch-nord AND NOT probe:dns)", 2)]
    public async Task The_language_asks_every_index_the_same(string text, int found)
    {
        await Index.UpsertAsync(
            [
                Document(1, Nord, "tcp:203.0.113.10:443/www.ch-nord.example", ("product", "nginx/1.22.1")),
                Document(2, Nord, "zone:ch-nord.example", "32", Noon.AddDays(1)),
                Document(3, Sud, "zone:ch-sud.example", "93", Noon, ("product", "Apache")),
            ],
            Token
        );

        Assert.Equal(found, (await Search(Sector, Asked(text))).Total);
        Assert.Equal(found, (await Index.ReadAllAsync(Sector, Asked(text), Token).ToListAsync(Token)).Count);
        Assert.Equal(found, (await SummaryOf(Sector, text)).Times.Buckets.Sum(bucket => bucket.Answered + bucket.Silent));
    }

    [Theory]
    [InlineData("establishment.finess:990000002")]
    [InlineData("probe:dns OR establishment.finess:990000002")]
    [InlineData("NOT establishment.finess:990000001")]
    [InlineData("ch-sud OR ch-nord")]
    [InlineData("establishment.finess:*")]
    [InlineData("NOT NOT (a OR NOT a)")]
    public async Task No_query_leads_out_of_the_scope(string text)
    {
        await Index.UpsertAsync(
            [Document(1, Nord, "zone:ch-nord.example"), Document(2, Sud, "zone:ch-sud.example", "93")],
            Token
        );
        await Index.RefreshAsync(Token);

        var page = await Search(Own(Nord), Asked(text));
        var all = await Index.ReadAllAsync(Own(Nord), Asked(text), Token).ToListAsync(Token);
        var times = (await SummaryOf(Own(Nord), text)).Times.Buckets;
        Assert.All([.. page.Documents, .. all], one => Assert.DoesNotContain("sud", one.GetRawText(), StringComparison.Ordinal));
        Assert.InRange(page.Total, 0, 1);
        Assert.Equal(page.Total, times.Sum(bucket => bucket.Answered + bucket.Silent));
        foreach (var scope in (AccessScope[])[Own(), new AccessScope.OneRegion("32")])
            Assert.Empty((await Search(scope, Asked(text))).Documents);
    }

    [Fact]
    public async Task Page_after_page_shows_each_once_in_order()
    {
        await Index.UpsertAsync(
            [.. Enumerable.Range(1, 25).Select(n => Document(n, Nord, $"zone:z{n}.example", at: Noon.AddHours(n % 3)))],
            Token
        );
        var whole = (await Search(Sector, Asked("", 100))).Documents;

        var (seen, query) = (new List<string>(), Asked("probe:dns", 4));
        while (await Search(Sector, query) is { Next: { } next } page)
        {
            Assert.Equal(25, page.Total);
            seen.AddRange(page.Documents.Select(one => one.GetRawText()));
            query = query with { After = next };
        }

        Assert.Equal(whole.Select(one => one.GetRawText()), seen);
    }

    [Fact]
    public async Task Facets_count_what_is_found_and_say_how_much_is_not_shown()
    {
        await Index.UpsertAsync(
            [
                .. Enumerable.Range(1, 4).Select(n => Document(n, Nord, $"zone:z{n}.example")),
                .. Enumerable.Range(5, 3).Select(n => Document(n, Nord, $"tcp:203.0.113.{n}:443")),
                .. Enumerable.Range(8, 3).Select(n => Document(n, Sud, $"site:s{n}.example@203.0.113.{n}", "93")),
            ],
            Token
        );

        var facets = (await SummaryOf(Sector, "")).Facets;

        Assert.Equal(Summary.Facets, facets.Select(facet => facet.Field));
        Assert.All(facets, facet => Assert.True(facet.IsExact));
        Assert.Equal([("dns", 4), ("http", 3)], facets[0].Values.Select(Shown));
        Assert.Equal((3, 0), (facets[0].Others, facets[1].Others));
        Assert.Equal([("tls.old", 10)], facets[1].Values.Select(Shown));
        Assert.Equal([new FacetValue(new QueryValue.Number(2), 10)], facets[2].Values);
        Assert.Empty(facets[3].Values);
        Assert.Equal([("tls", 3)], (await SummaryOf(Sector, "probe:tls")).Facets[0].Values.Select(Shown));
        Assert.Equal([("http", 3)], (await SummaryOf(Own(Sud), "")).Facets[0].Values.Select(Shown));
    }

    [Fact]
    public async Task Time_is_cut_into_days_of_the_readers_zone()
    {
        var midnight = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);
        // the clock goes back on 25 October: this day has 25 hours
        DateTimeOffset[] times =
        [
            midnight.AddMilliseconds(-1),
            midnight,
            midnight.AddHours(25).AddMilliseconds(-1),
            midnight.AddHours(25),
            midnight.AddDays(5),
        ];
        await Index.UpsertAsync([.. times.Select((time, i) => Document(i + 1, Nord, $"zone:z{i}.example", at: time))], Token);

        var histogram = (await SummaryOf(Sector, "")).Times;

        Assert.Equal(TimeUnit.Day, histogram.Unit);
        Assert.Equal([1, 2, 1, 0, 0, 1], histogram.Buckets.Select(bucket => bucket.Answered));
        Assert.Equal((midnight, midnight.AddHours(25)), (histogram.Buckets[1].From, histogram.Buckets[1].To));
    }

    [Fact]
    public async Task Nothing_found_has_neither_facets_nor_times()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example")], Token);

        var summary = await SummaryOf(Sector, "nobody");

        Assert.All(summary.Facets, facet => Assert.Equal((0, 0), (facet.Values.Count, facet.Others)));
        Assert.Empty(summary.Times.Buckets);
    }

    private static (string, int) Shown(FacetValue value) => (((QueryValue.Text)value.Value).Value, value.Count);

    private async Task<FindingSummary> SummaryOf(AccessScope scope, string text)
    {
        await Index.RefreshAsync(Token);
        return await Index.SummariseAsync(scope, Asked(text), Summary, Token);
    }
}
