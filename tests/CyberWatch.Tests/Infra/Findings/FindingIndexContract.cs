using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>What every finding index must do, whatever stands behind it.</summary>
public abstract class FindingIndexContract
{
    private const string Nord = "990000001";
    private const string Sud = "990000002";
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An index without any document.</summary>
    protected abstract IFindingIndex Index { get; }

    [Fact]
    public async Task A_document_comes_back_as_it_went_in()
    {
        var document = Document(1, Nord, "tcp:203.0.113.10:443/www.ch-nord.example", ("issuer", "CN=Autorité du laboratoire"));

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await Index.UpsertAsync([document], Token)));

        var found = Assert.Single((await Search("www.ch-nord.example")).Documents);
        Assert.Equal(document.Json, found.GetRawText());
    }

    [Fact]
    public async Task Writing_again_makes_no_second_document()
    {
        var document = Document(1, Nord, "tcp:203.0.113.10:443");

        await Index.UpsertAsync([document, document], Token);
        await Index.UpsertAsync([document], Token);

        Assert.Equal(1, await Index.CountAsync(Sector, Token));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task The_newer_version_stays_whatever_the_order_of_writing(long first, long second)
    {
        foreach (var version in (long[])[first, second])
        {
            await Index.UpsertAsync(
                [Document(version, Nord, "tcp:203.0.113.10:443", ("subject", $"CN=version{version}"))],
                Token
            );
        }

        Assert.Equal((1, 0), ((await Search("version2")).Total, (await Search("version1")).Total));
    }

    [Fact]
    public async Task In_one_batch_too_the_newer_version_stays()
    {
        await Index.UpsertAsync(
            [
                Document(2, Nord, "zone:ch-nord.example", ("spf", "nouveau")),
                Document(1, Nord, "zone:ch-nord.example", ("spf", "ancien")),
            ],
            Token
        );

        Assert.Equal((1, 0), ((await Search("nouveau")).Total, (await Search("ancien")).Total));
    }

    [Fact]
    public async Task A_document_at_fault_is_refused_with_a_reason_and_its_neighbours_are_written()
    {
        var outcomes = await Index.UpsertAsync(
            [
                Document(1, Nord, "zone:a.example"),
                new IndexDocument(2, "poison", """{"@timestamp":"not a time","cyberwatch":{"probe":"dns"}}"""),
                new IndexDocument(3, "half", "{"),
                Document(4, Nord, "zone:b.example"),
            ],
            Token
        );

        Assert.IsType<IndexOutcome.Done>(outcomes[0]);
        Assert.NotEmpty(Assert.IsType<IndexOutcome.Refused>(outcomes[1]).Reason);
        Assert.NotEmpty(Assert.IsType<IndexOutcome.Refused>(outcomes[2]).Reason);
        Assert.IsType<IndexOutcome.Done>(outcomes[3]);
        Assert.Equal(2, await Index.CountAsync(Sector, Token));
    }

    [Theory]
    [InlineData("bezac")]
    [InlineData("BÉZAC")]
    [InlineData("bézac-sur-œuf")]
    [InlineData("oeuf centre")]
    [InlineData("hospital")]
    [InlineData("www.ch-nord")]
    [InlineData("ch-nord.example")]
    [InlineData("203.0.113.10")]
    [InlineData("990000001")]
    [InlineData("nginx 1.22")]
    [InlineData("tls.old")]
    public async Task Words_are_found_whatever_their_accents_case_and_signs(string words)
    {
        await Index.UpsertAsync(
            [Document(1, Nord, "tcp:203.0.113.10:443/www.ch-nord.example", ("product", "nginx/1.22.1"))],
            Token
        );

        Assert.Equal(1, (await Search(words)).Total);
    }

    [Theory]
    [InlineData("nginx apache")]
    [InlineData("ch-sud")]
    [InlineData("nord.ch")]
    [InlineData("\"*\" OR - ( NEAR")]
    [InlineData("!!!")]
    public async Task What_is_not_there_is_not_found_and_no_sign_means_anything(string words)
    {
        await Index.UpsertAsync([Document(1, Nord, "tcp:203.0.113.10:443/www.ch-nord.example", ("product", "nginx"))], Token);

        Assert.Equal(0, (await Search(words)).Total);
    }

    [Fact]
    public async Task Nobody_sees_or_counts_what_is_outside_his_scope()
    {
        await Index.UpsertAsync(
            [Document(1, Nord, "zone:ch-nord.example"), Document(2, Sud, "zone:ch-sud.example", "93")],
            Token
        );

        foreach (var scope in (AccessScope[])[Own(Nord), new AccessScope.OneRegion("32")])
        {
            var page = await Index.SearchAsync(scope, new FindingQuery(), Token);
            Assert.Equal(1, page.Total);
            Assert.Contains("ch-nord", Assert.Single(page.Documents).GetRawText(), StringComparison.Ordinal);
            Assert.Equal(0, (await Index.SearchAsync(scope, new FindingQuery(Text: "sud"), Token)).Total);
            Assert.Equal(0, (await Index.SearchAsync(scope, new FindingQuery(Finess: Sud), Token)).Total);
            Assert.Equal(1, await Index.CountAsync(scope, Token));
        }
        Assert.Equal(0, await Index.CountAsync(Own(), Token));
    }

    [Fact]
    public async Task The_newest_come_first_and_the_total_tells_of_the_rest()
    {
        await Index.UpsertAsync(
            [.. Enumerable.Range(1, 5).Select(n => Document(n, Nord, $"zone:z{n}.example", at: Noon.AddHours(n % 3)))],
            Token
        );

        var page = await Index.SearchAsync(Sector, new FindingQuery(Limit: 2), Token);

        Assert.Equal(5, page.Total);
        Assert.All(
            page.Documents,
            document => Assert.StartsWith("2026-11-26T14", document.GetProperty("@timestamp").GetString())
        );
    }

    [Fact]
    public async Task One_probe_or_one_establishment_can_be_asked_for()
    {
        await Index.UpsertAsync(
            [Document(1, Nord, "zone:a.example"), Document(2, Nord, "tcp:203.0.113.10:443"), Document(3, Sud, "zone:b.example")],
            Token
        );

        Assert.Equal(2, (await Index.SearchAsync(Sector, new FindingQuery(Probe: "dns"), Token)).Total);
        Assert.Equal(2, (await Index.SearchAsync(Sector, new FindingQuery(Finess: Nord), Token)).Total);
        Assert.Equal(1, (await Index.SearchAsync(Sector, new FindingQuery(Finess: Nord, Probe: "tls"), Token)).Total);
    }

    [Fact]
    public async Task An_establishment_can_be_forgotten_and_forgetting_twice_is_no_fault()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example"), Document(2, Sud, "zone:b.example")], Token);

        Assert.Equal(1, await Index.DeleteEstablishmentAsync(Nord, Token));
        Assert.Equal(0, await Index.DeleteEstablishmentAsync(Nord, Token));
        Assert.Equal((0, 1), ((await Search("a.example")).Total, (await Search("b.example")).Total));
    }

    [Fact]
    public async Task Dropping_history_leaves_the_latest()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example")], Token);

        Assert.Equal(1, await Index.DropHistoryAsync(Noon.AddDays(1), Token));
        Assert.Equal(1, await Index.CountAsync(Sector, Token));
    }

    private Task<FindingPage> Search(string words) => Index.SearchAsync(Sector, new FindingQuery(words), Token);

    private static AccessScope.Establishments Own(params string[] finess) => new(finess.ToHashSet());

    private static IndexDocument Document(long version, string finess, string asset, params (string, object?)[] facts) =>
        Document(version, finess, asset, "32", Noon, facts);

    private static IndexDocument Document(long version, string finess, string asset, string region) =>
        Document(version, finess, asset, region, Noon);

    private static IndexDocument Document(long version, string finess, string asset, DateTimeOffset at) =>
        Document(version, finess, asset, "32", at);

    private static IndexDocument Document(
        long version,
        string finess,
        string asset,
        string region,
        DateTimeOffset at,
        params (string Name, object? Value)[] facts
    )
    {
        var answer = new ProbeAnswer.Facts(facts.ToDictionary(fact => fact.Name, fact => fact.Value));
        var probe = asset.StartsWith("zone", StringComparison.Ordinal) ? "dns" : "tls";
        var finding = new Finding(Asset.Parse(asset), probe, at, answer, ["dig +short"]);
        var judgement = new Judgement(TestRules.Reading("tls.old", probe, "issuer"), finding, Verdict.Match);
        var document = new FindingDocument(TemporaryData.Hospital(finess, region), Guid.NewGuid(), finding, [judgement]);
        return new(version, document.Key, document.ToJson());
    }
}
