using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Infra.Registry.Standings.StandingSeed;

namespace CyberWatch.Tests.Infra.Registry.Standings;

public sealed class StandingQueriesTests : RegistryTest
{
    private static readonly AccessScope Sector = new AccessScope.WholeSector();
    private static readonly AccessScope Mine = new AccessScope.Establishments(new HashSet<string> { "990000001" });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StandingQueries Queries => new(Data);

    private Task<EstablishmentStanding?> FindAsync(AccessScope? scope = null, string finess = "990000001") =>
        Queries.FindAsync(scope ?? Sector, finess, Today, Stop);

    [Fact]
    public async Task What_moved_since_a_week_ago_is_told_by_the_trail_of_the_alerts()
    {
        var stays = Alert("stays", Severity.Low);
        var mended = Alert(
            "mended",
            Severity.High,
            AlertState.Resolved,
            events: [Event(30, null, AlertState.Open), Event(2, AlertState.Open, AlertState.Resolved, "clean")]
        );
        var fresh = Alert(
            "fresh",
            Severity.Critical,
            events: [Event(3.1, null, AlertState.Suspected), Event(3, AlertState.Suspected, AlertState.Open, "second-look")]
        );
        var back = Alert(
            "back",
            Severity.Medium,
            events:
            [
                Event(40, null, AlertState.Open),
                Event(20, AlertState.Open, AlertState.Resolved, "clean"),
                Event(1, AlertState.Resolved, AlertState.Open, "reopened"),
            ]
        );
        var wrong = Alert(
            "wrong",
            Severity.Medium,
            AlertState.FalsePositive,
            events: [Event(40, null, AlertState.Open), Event(1, AlertState.Open, AlertState.FalsePositive, "false-positive")]
        );
        await Data.AddAsync([.. Followed(), stays, mended, fresh, back, wrong]);
        var then = new[] { stays, Was(mended), Was(wrong) };
        await Data.AddAsync(Line("990000001", Today.AddDays(-7), then), Line("990000001", Today, stays, fresh, back));

        var standing = await FindAsync();

        Assert.Equal(
            [(StepKind.Fixed, "mended"), (StepKind.Came, "back, fresh"), (StepKind.Other, "wrong")],
            standing!.Movement!.Steps.Select(step => (step.Kind, Rules(step, [stays, mended, fresh, back, wrong])))
        );
        Assert.Equal((1, 1), (standing.Movement.Steps[1].Count(Way.New), standing.Movement.Steps[1].Count(Way.Reopened)));
        Assert.Equal("fresh", standing.Best!.Actions[0].RuleId);
        Assert.Equal(100 - standing.Score!.Shown, standing.Reasons.Sum(reason => reason.Share));
    }

    [Fact]
    public async Task In_the_first_week_nothing_moved_and_a_line_without_a_score_is_no_week_before()
    {
        var before = Line("990000001", Today.AddDays(-7));
        (before.Score, before.Grade, before.Risk) = (null, null, null);
        await Data.AddAsync([.. Followed(), before, Line("990000001", Today)]);

        var standing = await FindAsync();

        Assert.Null(standing!.Movement);
        Assert.Equal(new Mark(100, Grade.A), standing.Score!.Mark);
    }

    [Fact]
    public async Task A_letter_of_a_past_week_reads_the_lines_of_that_week()
    {
        await Data.AddAsync([
            .. Followed(),
            Line("990000001", Today.AddDays(-8), Alert("a", Severity.High)),
            Line("990000001", Today),
        ]);

        var standing = await Queries.FindAsync(Sector, "990000001", Today.AddDays(-7), Stop);

        Assert.Equal((Today.AddDays(-8), 78), (standing!.Line.Day, standing.Score!.Shown));
    }

    [Fact]
    public async Task Nobody_reads_the_standing_of_an_establishment_outside_his_scope()
    {
        await Data.AddAsync([.. Followed("990000002"), Line("990000002", Today)]);

        Assert.Null(await FindAsync(Mine, "990000002"));
        Assert.Empty(await Queries.HistoryAsync(Mine, "990000002", Today, 12, Stop));
        Assert.Empty(await Queries.ListAsync(Mine, ["990000002"], Today, Medians.Of([]), Stop));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public async Task A_median_needs_ten_scores_and_leaves_provisional_and_old_ones_out(int scored, bool there)
    {
        for (var number = 1; number <= scored + 2; number++)
        {
            var finess = $"99000{number:0000}";
            var line = Line(finess, number == scored + 2 ? Today.AddDays(-9) : Today, Alert("a", Severity.High));
            line.Provisional = number == scored + 1;
            await Data.AddAsync([TemporaryData.Hospital(finess), line]);
        }

        var standing = await Queries.FindAsync(
            new AccessScope.Establishments(new HashSet<string> { "990000001" }),
            "990000001",
            Today,
            Stop
        );

        Median? expected = there ? new Median(78, 10) : null;
        Assert.Equal((expected, expected), (standing!.OfCategory, standing.OfRegion));
    }

    [Fact]
    public async Task The_history_has_the_last_line_of_each_week()
    {
        await Data.AddAsync([
            .. Followed(),
            Line("990000001", Today),
            Line("990000001", Today.AddDays(-3), Alert("a", Severity.High)),
            Line("990000001", Today.AddDays(-7), Alert("b", Severity.Medium)),
            Line("990000001", Today.AddDays(-90)),
        ]);

        var weeks = await Queries.HistoryAsync(Mine, "990000001", Today, 12, Stop);

        Assert.Equal([(Today.AddDays(-7), 92), (Today, 100)], weeks.Select(week => (week.Day, week.Score)));
    }

    [Fact]
    public async Task Grades_and_coverage_of_the_sector_are_counted_within_the_scope()
    {
        await Data.AddAsync([
            .. Followed(),
            .. Followed("990000002", region: "11"),
            Line("990000001", Today.AddDays(-1)),
            Line("990000002", Today, Alert("a", Severity.High)),
        ]);
        var queries = new SectorStandingQueries(Data);

        var all = await queries.FindAsync(Sector, Today, Stop);
        var region = await queries.FindAsync(new AccessScope.OneRegion("11"), Today, Stop);

        Assert.Equal([1, 1, 0, 0, 0], all.Grades.Select(grade => grade.Establishments));
        Assert.Equal((2, 20, 20), (all.Scored, all.Assets, all.Verified));
        Assert.Equal([0, 1, 0, 0, 0], region.Grades.Select(grade => grade.Establishments));
    }

    private static Alert Was(Alert alert) =>
        new()
        {
            Id = alert.Id,
            Finess = alert.Finess,
            RuleId = alert.RuleId,
            AssetKey = alert.AssetKey,
            Severity = alert.Severity,
            State = AlertState.Open,
            TitleFr = "",
            TitleEn = "",
            FirstSeen = alert.FirstSeen,
            LastSeen = alert.LastSeen,
        };

    private static string Rules(ScoreStep step, IEnumerable<Alert> alerts) =>
        string.Join(", ", step.Alerts.Select(moved => alerts.Single(alert => alert.Id.ToString() == moved.Key).RuleId).Order());
}
