using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Infra.Registry.Standings.StandingSeed;

namespace CyberWatch.Tests.Infra.Registry.Queries;

public sealed class CallFirstQueriesTests
{
    [Fact]
    public async Task The_number_of_calls_is_that_of_the_list_which_leaves_out_who_is_not_followed_any_more()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        await data.AddAsync([
            .. Followed(),
            TemporaryData.Hospital("990000002"),
            Alert("open", Severity.Critical),
            Alert("left", Severity.Critical, finess: "990000002"),
        ]);
        var everything = new AccessScope.WholeSector();
        var token = TestContext.Current.CancellationToken;

        var calls = await new CallFirstQueries(data, TimeProvider.System).ListAsync(everything, 8, token);
        var list = await new EstablishmentQueries(data, TimeProvider.System).ListAsync(
            everything,
            new EstablishmentFilter { ToCall = true },
            new PageRequest(0, 10),
            token
        );

        Assert.Equal(["990000001"], calls.Rows.Select(row => row.Finess));
        Assert.Equal((1, 1), (calls.Total, list.Total));
    }
}
