using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CyberWatch.Tests.Infra.Registry.Standings.StandingSeed;

namespace CyberWatch.Tests.Infra.Registry.Standings;

/// <summary>The narrow row beside an establishment says the same as the long ones that it sums up.</summary>
public sealed class CurrentStandingsTests : RegistryTest
{
    private const string Finess = "990000001";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_the_last_line_the_last_look_and_the_alerts_that_wait()
    {
        var (last, recheck) = (FullScan(), FullScan());
        last.Silent = 4;
        await Data.AddAsync([
            .. Followed(),
            Ended(FullScan(), hours: 30, answered: 99),
            Ended(last, hours: 2, answered: 7),
            new Scan
            {
                Id = recheck.Id,
                Finess = Finess,
                Kind = ScanKind.Recheck,
                Slot = recheck.Slot,
                State = ScanState.Done,
                DueAt = Now,
                EndedAt = Now,
                Answered = 1,
            },
            Line(Finess, Today.AddDays(-1)),
            Line(Finess, Today, Alert("a", Severity.High)),
            Alert("b", Severity.Critical),
            Alert("c", Severity.Critical, AlertState.Acknowledged),
            Alert("d", Severity.Low),
            Alert("e", Severity.Critical, AlertState.Suspected),
            Alert("f", Severity.High, AlertState.Accepted),
            Alert("g", Severity.High, AlertState.Resolved),
        ]);

        var row = await RowAsync();

        Assert.Equal((true, Today, Grade.B), (row.IsFollowed, row.Day, row.Grade));
        Assert.Equal((last.Id, 7, 4), (row.ScanId, row.Answered, row.Silent));
        Assert.Equal(Now, row.ScanEndedAt);
        Assert.Equal((2, 0, 0, 1, 0, 3), (row.Critical, row.High, row.Medium, row.Low, row.Info, row.Open));
    }

    [Fact]
    public async Task It_is_told_from_a_sector_without_lines_scans_or_alerts()
    {
        await Data.AddAsync(TemporaryData.Hospital(Finess));

        var row = await RowAsync();

        Assert.Equal((false, null, null), (row.IsFollowed, row.Day, row.Answered));
        Assert.Equal((0, "[]"), (row.Open, row.Gaps));
    }

    [Fact]
    public async Task Who_is_followed_is_told_anew_where_perimeters_and_mandates_change()
    {
        await using var registry = Data.CreateDbContext();
        registry.AddRange(
            TemporaryData.Hospital(Finess),
            TemporaryData.Hospital("990000002"),
            Mandate(Finess),
            Domain("990000002")
        );
        await registry.SaveChangesAsync(Stop);

        Assert.Equal(2, await CurrentStandings.FollowAsync(registry, Stop));
        Assert.Equal(0, await CurrentStandings.FollowAsync(registry, Stop));
        await registry.Mandates.ExecuteDeleteAsync(Stop);
        Assert.Equal(1, await CurrentStandings.FollowAsync(registry, Stop));

        var rows = await registry.CurrentStandings.OrderBy(row => row.Finess).ToListAsync(Stop);
        Assert.Equal([false, true], rows.Select(row => row.IsFollowed));
    }

    [Fact]
    public async Task Alerts_are_counted_without_a_look_at_the_rest()
    {
        await Data.AddAsync([.. Followed(), FullScan(), Line(Finess, Today)]);
        await using var registry = Data.CreateDbContext();
        registry.Alerts.Add(Alert("b", Severity.Medium));

        await CurrentStandings.CountAsync(registry, Finess, Stop);
        await registry.SaveChangesAsync(Stop);

        var row = await RowAsync();
        Assert.Equal((1, 1, Today), (row.Medium, row.Open, row.Day));
    }

    /// <summary>Neither is a step in the life of an alert: a rule became graver, a catalogue voided an acceptance.</summary>
    [Fact]
    public async Task What_weighs_otherwise_or_waits_again_is_counted_anew()
    {
        var (graver, again) = (Alert("a", Severity.Low), Alert("b", Severity.High, AlertState.Accepted));
        await Data.AddAsync([.. Followed(), graver, again]);
        await using var registry = Data.CreateDbContext();
        registry.AttachRange(graver, again);
        (graver.Severity, again.State) = (Severity.Critical, AlertState.Open);

        await CurrentStandings.CountAsync(registry, Finess, Stop);
        await registry.SaveChangesAsync(Stop);

        var row = await RowAsync();
        Assert.Equal((1, 1, 0, 2), (row.Critical, row.High, row.Low, row.Open));
    }

    private static Scan Ended(Scan scan, int hours, int answered)
    {
        (scan.EndedAt, scan.Answered) = (Now.AddHours(-hours), answered);
        return scan;
    }

    private async Task<CurrentStanding> RowAsync()
    {
        await using var registry = Data.CreateDbContext();
        return await registry.CurrentStandings.SingleAsync(row => row.Finess == Finess, Stop);
    }
}
