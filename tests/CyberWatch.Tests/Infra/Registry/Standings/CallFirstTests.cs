using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static CyberWatch.Tests.Infra.Registry.Standings.StandingSeed;

namespace CyberWatch.Tests.Infra.Registry.Standings;

public sealed class CallFirstTests : RegistryTest
{
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private readonly FakeTimeProvider _clock = new(Now);

    private Task<CallList> ListAsync(AccessScope? scope = null, int take = 4) =>
        new CallFirstQueries(Data, _clock).ListAsync(scope ?? Sector, take, Token);

    [Theory]
    [InlineData(Severity.Critical, Confidence.Confirmed, false, AlertState.Open, 5, true)]
    [InlineData(Severity.Critical, Confidence.Confirmed, false, AlertState.Acknowledged, 5, false)]
    [InlineData(Severity.Critical, Confidence.Confirmed, false, AlertState.Acknowledged, 0, false)]
    [InlineData(Severity.Critical, Confidence.Confirmed, false, AlertState.Acknowledged, -1, true)]
    [InlineData(Severity.Critical, Confidence.Version, false, AlertState.Open, -1, false)]
    [InlineData(Severity.High, Confidence.Version, true, AlertState.Open, 5, true)]
    [InlineData(Severity.High, Confidence.Confirmed, false, AlertState.Open, -1, false)]
    [InlineData(Severity.Critical, Confidence.Confirmed, true, AlertState.Suspected, -1, false)]
    [InlineData(Severity.Critical, Confidence.Confirmed, true, AlertState.Accepted, -1, false)]
    public async Task Only_what_presses_makes_somebody_call(
        Severity severity,
        Confidence confidence,
        bool exploited,
        AlertState state,
        int dueIn,
        bool called
    )
    {
        var alert = Alert("rule", severity, state);
        (alert.Confidence, alert.ExploitedBy, alert.DueOn) = (confidence, exploited ? "cisa-kev" : null, Today.AddDays(dueIn));
        await Data.AddAsync(TemporaryData.Hospital(), alert);

        Assert.Equal(called ? 1 : 0, (await ListAsync()).Total);
    }

    [Theory]
    [InlineData(Severity.Critical, AlertState.Suspected, 1)]
    [InlineData(Severity.High, AlertState.Suspected, 0)]
    [InlineData(Severity.Critical, AlertState.Open, 0)]
    public async Task What_a_second_look_may_make_critical_is_counted_apart(Severity severity, AlertState state, int counted)
    {
        await Data.AddAsync(TemporaryData.Hospital(), Alert("rule", severity, state));

        Assert.Equal(counted, (await ListAsync()).CriticalSuspected);
    }

    [Fact]
    public async Task A_date_passes_where_the_establishment_is()
    {
        var island = TemporaryData.Hospital("990000002");
        island.TimeZone = "Pacific/Noumea";
        await Data.AddAsync(TemporaryData.Hospital(), island, Due("990000001", Today), Due("990000002", Today));
        _clock.SetUtcNow(Now.AddHours(8));

        var call = Assert.Single((await ListAsync()).Rows);

        Assert.Equal(("990000002", 1), (call.Finess, call.OverdueDays));
    }

    [Fact]
    public async Task Who_must_be_called_is_in_the_number_and_in_its_list_also_without_perimeter_and_mandate()
    {
        await Data.AddAsync([.. Followed(), TemporaryData.Hospital("990000002"), Alert("a", Severity.Critical)]);
        await Data.AddAsync(Alert("b", Severity.Critical, finess: "990000002"));

        var calls = await ListAsync();
        var filter = new EstablishmentFilter { ToCall = true };
        var queries = new EstablishmentQueries(Data, _clock);
        var list = await queries.ListAsync(Sector, filter, new PageRequest(0, 10), Token);
        var kinds = await queries.CountsAsync(Sector, filter, Token);

        Assert.Equal(["990000001", "990000002"], calls.Rows.Select(row => row.Finess));
        Assert.Equal((2, 2, 2), (calls.Total, list.Total, kinds[Following.Followed]));
    }

    [Fact]
    public async Task Overdue_ones_come_first_then_exploited_ones_and_each_establishment_stands_there_once()
    {
        var sites = Enumerable.Range(1, 6).Select(number => $"99000000{number}").ToList();
        await Data.AddAsync([.. sites.Select(finess => TemporaryData.Hospital(finess))]);
        await Data.AddAsync([.. sites.Select(finess => Alert("a", Severity.Critical, finess: finess))]);
        var exploited = Alert("b", Severity.Medium, finess: "990000003");
        exploited.ExploitedBy = "cisa-kev";
        await Data.AddAsync(
            Due("990000005", Today.AddDays(-3)),
            exploited,
            Line("990000005", Today, Alert("a", Severity.Critical))
        );

        var list = await ListAsync();

        Assert.Equal(6, list.Total);
        Assert.Equal(["990000005", "990000003", "990000001", "990000002"], list.Rows.Select(row => row.Finess));
        Assert.Equal((3, 1, Grade.D), (list.Rows[0].OverdueDays, list.Rows[0].More, list.Rows[0].Grade));
        Assert.Equal(("b", true), (list.Rows[1].Alert.Title.En[^1..], list.Rows[1].Alert.Exploited));
    }

    [Fact]
    public async Task Nobody_is_told_of_an_establishment_outside_his_scope()
    {
        await Data.AddAsync(TemporaryData.Hospital(), Alert("a", Severity.Critical));

        Assert.Equal(0, (await ListAsync(new AccessScope.Establishments(new HashSet<string> { "990000009" }))).Total);
    }

    private static Alert Due(string finess, DateOnly day)
    {
        var alert = Alert("due", Severity.Critical, AlertState.Acknowledged, finess);
        alert.DueOn = day;
        return alert;
    }
}
