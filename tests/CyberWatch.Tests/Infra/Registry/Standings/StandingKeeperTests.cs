using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static CyberWatch.Tests.Infra.Registry.Standings.StandingSeed;

namespace CyberWatch.Tests.Infra.Registry.Standings;

public sealed class StandingKeeperTests : RegistryTest
{
    private readonly FakeTimeProvider _clock = new(Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StandingKeeper Keeper => new(Data, Data.Writes(), _clock);

    private async Task<List<StandingDay>> LinesAsync()
    {
        await using var registry = Data.CreateDbContext();
        return await registry.Standings.OrderBy(row => row.Finess).ThenBy(row => row.Day).ToListAsync(Stop);
    }

    [Fact]
    public async Task A_line_says_score_grade_coverage_and_what_counted()
    {
        var alert = Alert("tls", Severity.High);
        await Data.AddAsync([.. Followed(), FullScan(), alert, Alert("old", Severity.Critical, AlertState.Resolved)]);
        await Data.AddAsync(Answer("zone:ch-nord.example", "dns", Now.AddHours(-3)));

        await Keeper.KeepZoneAsync("Europe/Paris", Stop);

        var line = Assert.Single(await LinesAsync());
        Assert.Equal((Today, 15, 78, Grade.B), (line.Day, line.Risk, line.Score, line.Grade));
        Assert.Equal((1, 1, false), (line.Assets, line.Verified, line.Provisional));
        var kept = Assert.Single(StandingJson.ReadAlerts(line.Alerts));
        Assert.Equal((alert.Id, "tls", 15), (kept.Id, kept.Rule, kept.Risk));
    }

    [Fact]
    public async Task Kept_again_on_the_same_day_it_is_the_same_line_and_on_the_next_one_a_new_one()
    {
        await Data.AddAsync([.. Followed(), FullScan()]);
        await Keeper.KeepZoneAsync("Europe/Paris", Stop);
        await Data.AddAsync(Alert("tls", Severity.High));
        _clock.Advance(TimeSpan.FromHours(8));

        await Keeper.KeepZoneAsync("Europe/Paris", Stop);

        Assert.Equal(78, Assert.Single(await LinesAsync()).Score);
        _clock.Advance(TimeSpan.FromHours(12));
        await Keeper.KeepZoneAsync("Europe/Paris", Stop);
        Assert.Equal([Today, Today.AddDays(1)], (await LinesAsync()).Select(line => line.Day));
    }

    [Fact]
    public async Task Before_the_first_full_scan_there_is_coverage_and_no_score()
    {
        await Data.AddAsync([.. Followed(), FullScan(state: ScanState.Failed), Alert("tls", Severity.High)]);

        await Keeper.KeepZoneAsync("Europe/Paris", Stop);

        var line = Assert.Single(await LinesAsync());
        Assert.Equal((null, null, null, "[]"), (line.Score, line.Grade, line.Risk, line.Alerts));
        Assert.Equal((1, 0, true), (line.Assets, line.Verified, line.Provisional));
    }

    [Fact]
    public async Task A_gap_is_kept_by_its_word_with_the_assets_that_it_leaves_open()
    {
        await Data.AddAsync([.. Followed(), FullScan(), Answer("zone:ch-nord.example", "dns", null, "timed-out")]);

        await Keeper.KeepZoneAsync("Europe/Paris", Stop);

        var gap = Assert.Single(StandingJson.ReadGaps(Assert.Single(await LinesAsync()).Gaps));
        Assert.Equal(("silent", 1, "zone:ch-nord.example"), (gap.Reason, gap.Assets, Assert.Single(gap.Keys)));
    }

    [Fact]
    public async Task What_was_seen_thirty_days_ago_counts_and_what_was_seen_before_does_not()
    {
        await Data.AddAsync([
            .. Followed(),
            FullScan(),
            Known("name:a.ch-nord.example", 29),
            Known("name:b.ch-nord.example", 31),
        ]);

        await Keeper.KeepZoneAsync("Europe/Paris", Stop);

        Assert.Equal(2, Assert.Single(await LinesAsync()).Assets);
    }

    [Fact]
    public async Task The_day_is_that_of_the_establishment_and_other_zones_are_left_alone()
    {
        var island = TemporaryData.Hospital("990000002");
        island.TimeZone = "Pacific/Noumea";
        await Data.AddAsync([.. Followed(), island, Domain("990000002")]);
        _clock.SetUtcNow(Now.AddHours(8));

        Assert.Equal(1, await Keeper.KeepZoneAsync("Pacific/Noumea", Stop));

        var line = Assert.Single(await LinesAsync());
        Assert.Equal(("990000002", Today.AddDays(1)), (line.Finess, line.Day));
    }

    [Fact]
    public async Task Who_is_not_followed_has_no_line()
    {
        await Data.AddAsync(TemporaryData.Hospital());

        Assert.Equal(0, await Keeper.KeepZoneAsync("Europe/Paris", Stop));
        Assert.Empty(await LinesAsync());
    }

    private static KnownAsset Known(string key, int daysAgo) =>
        new()
        {
            Finess = "990000001",
            Key = key,
            FirstSeen = Now.AddDays(-90),
            LastSeen = Now.AddDays(-daysAgo),
        };
}
