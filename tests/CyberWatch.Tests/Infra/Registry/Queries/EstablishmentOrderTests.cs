using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Infra.Registry.Standings.StandingSeed;

namespace CyberWatch.Tests.Infra.Registry.Queries;

public sealed class EstablishmentOrderTests
{
    [Fact]
    public async Task The_list_is_ordered_by_the_alerts_that_it_shows_the_acknowledged_ones_as_well()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync([
            .. Followed(),
            .. Followed("990000002"),
            Alert("open", Severity.Low),
            Alert("acknowledged", Severity.Critical, AlertState.Acknowledged, "990000002"),
            Alert("accepted", Severity.Critical, AlertState.Accepted),
        ]);

        var list = await new EstablishmentQueries(data, TimeProvider.System).ListAsync(
            new AccessScope.WholeSector(),
            new EstablishmentFilter(),
            new PageRequest(0, 10, "alerts"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal([("990000002", 1, 1), ("990000001", 0, 1)], list.Rows.Select(row => (row.Finess, row.Critical, row.Open)));
    }
}
