using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry.Queries;

/// <summary>A median says where one stands and must not tell on anybody: none under ten, and no provisional score in it.</summary>
public sealed class AreaMedianTests : IDisposable
{
    private readonly TemporaryData _registry = TemporaryData.WithRegistry();

    [Theory]
    [InlineData(10, 0, 45)]
    [InlineData(9, 0, null)]
    [InlineData(10, 1, null)]
    [InlineData(12, 2, 65)]
    public async Task Median_of_a_region_needs_ten_scores_that_are_not_provisional(int scored, int provisional, int? expected)
    {
        await FillAsync(scored, provisional);

        var overview = await QueriesAsync(new AccessScope.OneRegion("84"));

        Assert.Equal(expected, Assert.Single(overview.Regions).Median);
        Assert.Equal(expected, Assert.Single(overview.Departments).Median);
    }

    [Fact]
    public async Task Who_is_followed_no_longer_is_in_no_median()
    {
        await FillAsync(scored: 10, provisional: 0);
        await using (var registry = _registry.CreateDbContext())
        {
            await registry.Perimeter.Where(row => row.Finess == "990000009").ExecuteDeleteAsync(Token);
            await registry.KeepCurrentAsync(Token);
        }

        Assert.Null(Assert.Single((await QueriesAsync(new AccessScope.OneRegion("84"))).Regions).Median);
    }

    public void Dispose() => _registry.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Scores 0, 10, 20 and so on, the first ones provisional; another region full of hundreds.</summary>
    private async Task FillAsync(int scored, int provisional)
    {
        await using var registry = _registry.CreateDbContext();
        for (var i = 0; i < scored; i++)
        {
            Add(registry, $"99000{i:0000}", ("84", "69"), i * 10, i < provisional);
            Add(registry, $"99001{i:0000}", ("93", "13"), 100, isProvisional: false);
        }

        await registry.SaveChangesAsync(Token);
        await registry.KeepCurrentAsync(Token);
    }

    private static void Add(
        RegistryContext registry,
        string finess,
        (string Region, string Department) at,
        int score,
        bool isProvisional
    )
    {
        var site = TemporaryData.Site(finess);
        (site.RegionCode, site.Region, site.Department) = (at.Region, at.Region, at.Department);
        registry.Establishments.Add(site);
        registry.Perimeter.Add(
            new PerimeterEntry
            {
                Finess = finess,
                Kind = PerimeterKind.Domain,
                Value = $"h{finess}.example",
                Source = "perimeter.csv line 2",
            }
        );
        registry.Standings.Add(
            new StandingDay
            {
                Finess = finess,
                Day = new DateOnly(2026, 11, 25),
                At = DateTimeOffset.UnixEpoch,
                Score = score,
                Provisional = isProvisional,
            }
        );
    }

    private async Task<SectorOverview> QueriesAsync(AccessScope scope)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IDbContextFactory<RegistryContext>>(_registry)
            .AddSingleton(TimeProvider.System)
            .AddRegistryQueries()
            .BuildServiceProvider();
        return await services.GetRequiredService<SectorQueries>().OverviewAsync(scope, Token);
    }
}
