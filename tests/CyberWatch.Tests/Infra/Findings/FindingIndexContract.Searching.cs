using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Infra.Findings.Language;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Findings;

public abstract partial class FindingIndexContract
{
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
        Assert.Equal(0, (await Search(Sector, new FindingQuery { Where = new QueryNode.Words(words, Prefix: true) })).Total);
    }

    [Theory]
    [InlineData(Verdict.Match, 1)]
    [InlineData(Verdict.Clean, 0)]
    [InlineData(Verdict.Inconclusive, 0)]
    public async Task A_rule_is_a_word_of_what_it_matched_and_of_nothing_else(Verdict verdict, int found)
    {
        var finding = new Finding(Asset.Parse("tcp:203.0.113.10:23"), "service", Noon, new ProbeAnswer.Facts(Open), ["nmap"]);
        var judgement = new Judgement(TestRules.Reading("service.telnet", "service", "open"), finding, verdict);
        var document = new FindingDocument(TemporaryData.Hospital(Nord), Guid.NewGuid(), finding, [judgement]);
        await Index.UpsertAsync([new(1, document.Key, document.ToJson())], Token);

        Assert.Equal(found, (await Search("telnet")).Total);
    }

    private static readonly Dictionary<string, object?> Open = new() { ["open"] = true };

    [Fact]
    public async Task Nobody_sees_or_counts_what_is_outside_his_scope()
    {
        await Index.UpsertAsync(
            [Document(1, Nord, "zone:ch-nord.example"), Document(2, Sud, "zone:ch-sud.example", "93")],
            Token
        );

        var page = await Search(Own(Nord), new FindingQuery());
        Assert.Equal(1, page.Total);
        Assert.Contains("ch-nord", Assert.Single(page.Documents).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await Search(Own(Nord), GeneratedQueries.Beginnings("sud"))).Total);
        Assert.Equal(0, (await Search(Own(Nord), Asked($"establishment.finess:{Sud}"))).Total);
        Assert.Equal(1, await CountAsync(Own(Nord)));
        Assert.Equal(0, await CountAsync(Own()));
        Assert.Equal(0, await CountAsync(new AccessScope.OneRegion("32")));
    }

    [Fact]
    public async Task The_newest_come_first_and_the_total_tells_of_the_rest()
    {
        await Index.UpsertAsync(
            [.. Enumerable.Range(1, 5).Select(n => Document(n, Nord, $"zone:z{n}.example", at: Noon.AddHours(n % 3)))],
            Token
        );

        var page = await Search(Sector, new FindingQuery(Limit: 2));

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

        Assert.Equal(2, (await Search(Sector, Asked("probe:dns"))).Total);
        Assert.Equal(2, (await Search(Sector, Asked($"establishment.finess:{Nord}"))).Total);
        Assert.Equal(1, (await Search(Sector, Asked($"establishment.finess:{Nord} probe:tls"))).Total);
    }

    [Fact]
    public async Task Of_the_same_time_the_key_decides_which_comes_first()
    {
        string[] names = ["b.example", "a.example", "é.example", "a-a.example", "a.example.a"];
        await Index.UpsertAsync([.. names.Select((name, i) => Document(i + 1, Nord, $"zone:{name}"))], Token);

        var page = await Search(Sector, new FindingQuery());

        Assert.Equal(
            names.Select(name => $"zone:{name}|").Order(StringComparer.Ordinal),
            page.Documents.Select(document => document.GetProperty("cyberwatch").GetProperty("asset").GetString() + '|')
        );
    }

    [Fact]
    public async Task Everything_of_one_probe_is_read_to_its_end()
    {
        const int Many = 2_345;
        await Index.UpsertAsync(
            [
                .. Enumerable.Range(1, Many).Select(n => Document(n, Nord, $"zone:z{n}.example")),
                Document(9_999, Nord, "tcp:203.0.113.10:443"),
            ],
            Token
        );

        var read = await ReadAllAsync(Asked("probe:dns", 1));

        Assert.Equal(
            Many,
            read.Select(document => document.GetProperty("host").GetProperty("name").GetString()).Distinct().Count()
        );
        Assert.Equal(Many, read.Count);
    }

    [Fact]
    public async Task Who_reads_everything_sees_one_moment_whatever_is_written_meanwhile()
    {
        await Index.UpsertAsync([.. Enumerable.Range(1, 5).Select(n => Document(n, Nord, $"zone:z{n}.example"))], Token);
        await Index.RefreshAsync(Token);

        await using var reader = Index.ReadAllAsync(Sector, new FindingQuery(), Token).GetAsyncEnumerator(Token);
        Assert.True(await reader.MoveNextAsync());
        await Index.UpsertAsync([.. Enumerable.Range(6, 5).Select(n => Document(n, Nord, $"zone:z{n}.example"))], Token);
        await Index.RefreshAsync(Token);
        var count = 1;
        while (await reader.MoveNextAsync())
            count++;

        Assert.Equal((5, 10), (count, await CountAsync(Sector)));
    }

    [Fact]
    public async Task Nobody_reads_all_of_what_is_outside_his_scope()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example"), Document(2, Sud, "zone:b.example", "93")], Token);
        await Index.RefreshAsync(Token);

        Assert.Single(await Index.ReadAllAsync(Own(Nord), new FindingQuery(), Token).ToListAsync(Token));
        Assert.Empty(await Index.ReadAllAsync(new AccessScope.OneRegion("32"), new FindingQuery(), Token).ToListAsync(Token));
        Assert.Empty(await Index.ReadAllAsync(Own(), new FindingQuery(), Token).ToListAsync(Token));
        Assert.Empty(await Index.ReadAllAsync(Sector, GeneratedQueries.Beginnings("!!!"), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task An_index_that_takes_documents_has_no_fault() => Assert.Null(await Index.FaultAsync(Token));
}
