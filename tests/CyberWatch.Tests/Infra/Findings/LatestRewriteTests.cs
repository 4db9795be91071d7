using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Infra.Findings.Language;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>What a document repeats follows the register and the rules, in <c>latest</c> alone.</summary>
public sealed class LatestRewriteTests : IDisposable
{
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly Rule Open = TestRules.Reading("dns.open", "dns", "open");
    private static readonly Rule Wide = TestRules.Reading("dns.wide", "dns", "wide");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly TemporaryData _data = TemporaryData.WithRegistry();
    private readonly SqliteFindingIndex _index;
    private readonly OutboxIndexer _indexer;

    public LatestRewriteTests()
    {
        _index = new SqliteFindingIndex(_data.Folder);
        _indexer = _data.IndexerOf(_index, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SqliteUpkeep Upkeep => new(_index);

    [Fact]
    public async Task Name_region_and_group_follow_the_register()
    {
        await FillAsync(Open);
        await RenameAsync();
        await WantAsync();

        Assert.Equal(2, await RewriteAsync(Open));

        var found = await _index.SearchAsync(Sector, GeneratedQueries.Beginnings("rebaptise"), Token);
        Assert.Equal(2, found.Total);
        var site = found.Documents[0].GetProperty("cyberwatch").GetProperty("establishment");
        Assert.Equal("93", site.GetProperty("region").GetString());
        Assert.Equal(0, (await _index.SearchAsync(Sector, GeneratedQueries.Beginnings("bezac"), Token)).Total);
        Assert.DoesNotContain(
            await Upkeep.ReadAsync(IndexLayer.History, Token).ToListAsync(Token),
            document => document.Json.Contains("rebaptisé", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Verdicts_and_severity_follow_the_rules_and_nothing_else_is_written()
    {
        await FillAsync(Open);
        var rewrite = _data.RewriteOf(_index, Upkeep, _clock, Open, Wide);
        await rewrite.JudgeByAsync("a catalogue with one more", Token);

        Assert.Equal(2, await rewrite.RunAsync(Token));

        var wide = Assert.Single(
            await LatestAsync(),
            document => document.GetProperty("rule").GetProperty("id").GetArrayLength() == 2
        );
        Assert.Equal("zone:z1.example", wide.GetProperty("cyberwatch").GetProperty("asset").GetString());
        Assert.Equal((int)Severity.Medium, wide.GetProperty("cyberwatch").GetProperty("severity").GetInt32());

        await rewrite.JudgeByAsync("a catalogue with one more", Token);
        Assert.Null(await rewrite.RunAsync(Token));
        await rewrite.JudgeByAsync("the same rules in other words", Token);
        Assert.Equal(0, await rewrite.RunAsync(Token));
    }

    [Fact]
    public async Task It_waits_for_what_was_on_its_way_and_would_bring_the_former_words_back()
    {
        await FillAsync(Open);
        await AddAsync(Open, 3);
        await RenameAsync();
        await WantAsync();

        Assert.Null(await RewriteAsync(Open));
        await _indexer.DrainAsync(Token);
        Assert.Equal(3, await RewriteAsync(Open));

        Assert.Null(await RewriteAsync(Open));
        Assert.Equal(3, (await _index.SearchAsync(Sector, GeneratedQueries.Beginnings("rebaptise"), Token)).Total);
    }

    [Fact]
    public async Task An_index_that_does_not_take_it_is_asked_again_later_from_the_beginning()
    {
        await FillAsync(Open);
        await RenameAsync();
        await WantAsync();
        var upkeep = new BrokenOnce(Upkeep);
        var rewrite = _data.RewriteOf(_index, upkeep, _clock, Open);

        Assert.Null(await rewrite.RunAsync(Token));
        Assert.Equal("broken", RemarkText.English(RemarkText.Parse((await _data.IndexStateAsync())!.Fault)));
        Assert.Null(await rewrite.RunAsync(Token));
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, await rewrite.RunAsync(Token));
    }

    public void Dispose()
    {
        _indexer.Dispose();
        _index.Dispose();
        _data.Dispose();
    }

    private Task<int?> RewriteAsync(Rule rule) => _data.RewriteOf(_index, Upkeep, _clock, rule).RunAsync(Token);

    private async Task FillAsync(Rule rule)
    {
        await _data.AddAsync(TemporaryData.Hospital());
        await AddAsync(rule, 1, 2);
        await _indexer.DrainAsync(Token);
        Assert.Equal(2, await _index.CountAsync(Sector, Token));
    }

    /// <summary>Findings on their way, as judged by one rule: the first is wide open, each other one only open.</summary>
    private Task AddAsync(Rule rule, params int[] numbers) => _data.AddAsync([.. numbers.Select(number => Row(rule, number))]);

    private OutboxFinding Row(Rule rule, int number)
    {
        var facts = new Dictionary<string, object?>
        {
            ["open"] = true,
            ["wide"] = number == 1,
            ["list"] = new[] { "é", "b" },
            ["count"] = 3d,
            ["nothing"] = null,
        };
        var asset = new Asset.Zone($"z{number}.example");
        var finding = new Finding(asset, "dns", _clock.GetUtcNow(), new ProbeAnswer.Facts(facts), ["dig"], "r-1");
        var document = new FindingDocument(TemporaryData.Hospital(), Guid.NewGuid(), finding, new RuleSet([rule]).Judge(finding));
        return new OutboxFinding
        {
            Finess = "990000001",
            DocumentKey = document.Key,
            Document = document.ToJson(),
            CreatedAt = _clock.GetUtcNow(),
        };
    }

    private async Task RenameAsync()
    {
        await using var context = _data.CreateDbContext();
        await context.Establishments.ExecuteUpdateAsync(
            row => row.SetProperty(it => it.Name, "Hôpital rebaptisé").SetProperty(it => it.RegionCode, "93"),
            Token
        );
    }

    private async Task WantAsync()
    {
        await using var context = _data.CreateDbContext();
        await LatestRewrite.WantAsync(context, Token);
        await context.SaveChangesAsync(Token);
    }

    private async Task<List<System.Text.Json.JsonElement>> LatestAsync() =>
        await _index.ReadAllAsync(Sector, new FindingQuery(), Token).ToListAsync(Token);

    /// <summary>Fails at the first batch.</summary>
    private sealed class BrokenOnce(IIndexUpkeep upkeep) : IIndexUpkeep
    {
        private bool _broke;

        public IAsyncEnumerable<IndexDocument> ReadAsync(IndexLayer layer, CancellationToken cancellationToken) =>
            upkeep.ReadAsync(layer, cancellationToken);

        public Task RewriteAsync(IReadOnlyList<IndexDocument> batch, CancellationToken cancellationToken)
        {
            var broken = !_broke;
            _broke = true;
            return broken ? throw new FindingIndexUnavailableException("broken") : upkeep.RewriteAsync(batch, cancellationToken);
        }

        public Task<ILatestDraft> BeginLatestAsync(CancellationToken cancellationToken) =>
            upkeep.BeginLatestAsync(cancellationToken);
    }
}
