using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Infra.Findings.Language;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Tests.Infra.Findings;

/// <summary>Who sees a finding is what the registry says today, whatever its document repeats.</summary>
public sealed class ScopedFindingIndexTests : IDisposable
{
    private readonly TemporaryData _data = TemporaryData.WithRegistry();
    private readonly ServiceProvider _services;

    public ScopedFindingIndexTests()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data:Folder", _data.Path), .. _data.Registry.Settings])
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddRegistry(configuration)
            .AddFindings(configuration)
            .BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IFindingIndex Index => _services.GetRequiredService<IFindingIndex>();

    [Fact]
    public async Task A_hospital_that_moved_to_another_region_is_seen_there_before_its_documents_say_so()
    {
        await _data.AddAsync(TemporaryData.Hospital("990000001", region: "32"));
        await Index.UpsertAsync([Document("990000001", "32")], Token);
        Assert.Equal((1, 0), (await SeenAsync("32"), await SeenAsync("93")));

        await using (var context = _data.CreateDbContext())
            await context.Establishments.ExecuteUpdateAsync(row => row.SetProperty(it => it.RegionCode, "93"), Token);

        Assert.Equal((0, 1), (await SeenAsync("32"), await SeenAsync("93")));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("example", 1)]
    [InlineData("NOT probe:tls", 1)]
    [InlineData("establishment.finess:990000002", 0)]
    [InlineData("establishment.region:93 OR 990000002", 0)]
    public async Task No_query_leads_out_of_the_region(string text, int found)
    {
        await _data.AddAsync(
            TemporaryData.Hospital("990000001", region: "32"),
            TemporaryData.Hospital("990000002", region: "93")
        );
        await Index.UpsertAsync([Document("990000001", "32"), Document("990000002", "93")], Token);

        Assert.Equal(found, await SeenAsync("32", text));
    }

    /// <summary>What is still in the index and no longer in the register is nobody's.</summary>
    [Fact]
    public async Task A_hospital_that_the_register_does_not_have_is_seen_by_the_whole_sector_alone()
    {
        await Index.UpsertAsync([Document("990000001", "32")], Token);

        Assert.Equal(0, await SeenAsync(new AccessScope.Establishments(new HashSet<string> { "990000001" }), ""));
        Assert.Equal(1, await SeenAsync(new AccessScope.WholeSector(), ""));
    }

    public void Dispose()
    {
        _services.Dispose();
        _data.Dispose();
    }

    private static IndexDocument Document(string finess, string region)
    {
        var finding = new Finding(
            new Asset.Zone("z.example"),
            "dns",
            DateTimeOffset.UnixEpoch,
            new ProbeAnswer.Facts(new Dictionary<string, object?>()),
            []
        );
        var document = new FindingDocument(TemporaryData.Hospital(finess, region: region), Guid.Empty, finding, []);
        return new IndexDocument(long.Parse(finess, null), document.Key, document.ToJson());
    }

    private Task<int> SeenAsync(string region, string text = "") => SeenAsync(new AccessScope.OneRegion(region), text);

    private async Task<int> SeenAsync(AccessScope scope, string text)
    {
        var query = new FindingQuery { Where = GeneratedQueries.Read(text) };
        var page = await Index.SearchAsync(scope, query, Token);
        var all = await Index.ReadAllAsync(scope, query, Token).CountAsync(Token);
        var summary = await Index.SummariseAsync(scope, query, new([], 1, TimeZoneInfo.Utc), Token);
        Assert.Equal((page.Total, page.Total), (all, summary.Times.Buckets.Sum(bucket => bucket.Answered + bucket.Silent)));
        if (text.Length == 0)
            Assert.Equal(page.Total, await Index.CountAsync(scope, Token));
        return page.Total;
    }
}
