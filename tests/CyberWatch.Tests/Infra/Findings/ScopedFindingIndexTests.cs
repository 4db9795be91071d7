using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
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
        var hospital = TemporaryData.Hospital("990000001", region: "32");
        var finding = new Finding(
            new Asset.Zone("z.example"),
            "dns",
            DateTimeOffset.UnixEpoch,
            new ProbeAnswer.Facts(new Dictionary<string, object?>()),
            []
        );
        var document = new FindingDocument(hospital, Guid.Empty, finding, []);
        await Index.UpsertAsync([new IndexDocument(1, document.Key, document.ToJson())], Token);
        Assert.Equal((1, 0), (await SeenAsync("32"), await SeenAsync("93")));

        await using (var context = _data.CreateDbContext())
            await context.Establishments.ExecuteUpdateAsync(row => row.SetProperty(it => it.RegionCode, "93"), Token);

        Assert.Equal((0, 1), (await SeenAsync("32"), await SeenAsync("93")));
    }

    public void Dispose()
    {
        _services.Dispose();
        _data.Dispose();
    }

    private async Task<int> SeenAsync(string region)
    {
        var scope = new AccessScope.OneRegion(region);
        var (page, count) = (await Index.SearchAsync(scope, new FindingQuery(), Token), await Index.CountAsync(scope, Token));
        var all = await Index.ReadAllAsync(scope, new FindingQuery(), Token).CountAsync(Token);
        Assert.Equal((count, count), (page.Total, all));
        return count;
    }
}
