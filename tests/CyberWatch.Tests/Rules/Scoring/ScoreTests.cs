using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using static CyberWatch.Tests.Rules.Scoring.ScoredAlerts;

namespace CyberWatch.Tests.Rules.Scoring;

public sealed class ScoreTests
{
    [Fact]
    public void Vauclair_scores_17_and_an_E()
    {
        var score = Score.Of(Vauclair);

        Assert.Equal((106.5, 17, Grade.E), (score.Risk, score.Shown, score.Grade));
    }

    [Fact]
    public void Vauclair_scored_50_and_a_D_a_week_before()
    {
        var score = Score.Of(VauclairAWeekBefore);

        Assert.Equal((41.5, 50, Grade.D), (score.Risk, score.Shown, score.Grade));
    }

    [Fact]
    public void Vauclair_without_each_of_its_three_worst_and_without_both_critical_ones()
    {
        Assert.Equal(33, Vauclair.Without(Imaging).Shown);
        Assert.Equal(28, Vauclair.Without(Gateway).Shown);
        Assert.Equal(22, Vauclair.Without(RemoteDesktop).Shown);
        Assert.Equal(new Mark(54, Grade.D), Vauclair.Without(Imaging, Gateway).Mark);
        Assert.Equal(new Mark(70, Grade.C), Vauclair.Without(Imaging, Gateway, RemoteDesktop).Mark);
    }

    [Fact]
    public void The_plan_of_Vauclair_climbs_to_100()
    {
        string[] plan = ["imaging", "gateway", "rdp", "transfer", "tls", "dmarc", "ftp", "hsts"];

        var climb = plan.Select(
            (_, done) => Score.Of(Vauclair.Where(alert => !plan.Take(done + 1).Contains(alert.RuleId))).Shown
        );

        Assert.Equal([33, 54, 70, 76, 86, 94, 98, 100], climb);
    }

    [Fact]
    public void Armorel_scores_88_and_a_B_and_96_and_an_A_without_its_old_TLS()
    {
        Assert.Equal(new Mark(88, Grade.B), Score.Of(Armorel).Mark);
        Assert.Equal(new Mark(96, Grade.A), Armorel.Without(Armorel[0]).Mark);
        Assert.Equal(new Mark(81, Grade.B), Score.Of([.. Armorel, Of("dmarc", Severity.Medium)]).Mark);
    }

    [Fact]
    public void Nothing_open_is_100_and_an_A() => Assert.Equal(new Mark(100, Grade.A), Score.Of([]).Mark);

    [Theory]
    [InlineData(Severity.Critical, 51, Grade.D)]
    [InlineData(Severity.High, 78, Grade.B)]
    [InlineData(Severity.Medium, 92, Grade.A)]
    [InlineData(Severity.Low, 98, Grade.A)]
    [InlineData(Severity.Info, 100, Grade.A)]
    public void One_alert_of_each_severity(Severity severity, int shown, Grade grade) =>
        Assert.Equal(new Mark(shown, grade), Score.Of([Of("rule", severity)]).Mark);

    [Theory]
    [InlineData(AlertState.Suspected)]
    [InlineData(AlertState.FalsePositive)]
    [InlineData(AlertState.Resolved)]
    public void What_is_not_known_to_be_there_does_not_count(AlertState state) =>
        Assert.Equal(0, Score.Of([Of("rule", Severity.Critical, state: state)]).Risk);

    [Fact]
    public void The_kth_alert_of_a_rule_counts_one_kth_the_heaviest_first()
    {
        var light = Of("rule", Severity.Critical, "a") with { Confidence = Confidence.Version };

        var score = Score.Of([light, Of("rule", Severity.Critical, "b"), light with { Key = "c" }]);

        Assert.Equal(
            [("b", 1, 40), ("a", 2, 10), ("c", 3, 20 / 3.0)],
            score.Alerts.Select(one => (one.Alert.Key, one.Place, one.Risk))
        );
    }

    [Fact]
    public void An_accepted_alert_counts_half_and_takes_a_place()
    {
        var score = Score.Of([Of("rule", Severity.High, "a", AlertState.Accepted), Of("rule", Severity.Medium, "b")]);

        Assert.Equal(7.5 + 2.5, score.Risk);
    }

    [Fact]
    public void A_critical_alert_by_version_keeps_the_grade_at_D()
    {
        var score = Score.Of([Of("rule", Severity.Critical) with { Confidence = Confidence.Version }]);

        Assert.Equal((72, Grade.D, true), (score.Shown, score.Grade, score.IsCapped));
        Assert.Equal("Une alerte critique ouverte limite la note à D.", ScoreSentences.Cap(score)?.Fr);
    }

    [Fact]
    public void A_confirmed_critical_alert_that_is_exploited_is_an_E() =>
        Assert.Equal(
            (GradeCap.ExploitedCritical, Grade.E),
            (
                Score.Of([Of("rule", Severity.Critical) with { Exploited = true }]) is var score
                    ? (score.Cap, score.Grade)
                    : default
            )
        );

    [Fact]
    public void An_accepted_critical_alert_caps_nothing()
    {
        var accepted = Of("rule", Severity.Critical, state: AlertState.Accepted) with { Confidence = Confidence.Version };

        Assert.Equal(
            (85, Grade.B, GradeCap.None),
            Score.Of([accepted]) is var score ? (score.Shown, score.Grade, score.Cap) : default
        );
    }

    [Theory]
    [InlineData(89.6, 89, Grade.B)]
    [InlineData(90, 90, Grade.A)]
    [InlineData(74.99, 74, Grade.C)]
    [InlineData(59.5, 59, Grade.D)]
    [InlineData(39.7, 39, Grade.E)]
    [InlineData(88.6, 89, Grade.B)]
    [InlineData(99.6, 99, Grade.A)]
    [InlineData(0.2, 0, Grade.E)]
    public void A_number_never_claims_a_grade_that_it_has_not(double value, int shown, Grade grade) =>
        Assert.Equal((shown, grade), (Grades.Shown(value), Grades.Of(value)));

    [Fact]
    public void An_alert_more_never_raises_a_score() =>
        Gen.Select(Any, Any)
            .Sample(
                (alerts, more) =>
                {
                    var added = more.Take(1).Select(alert => alert with { Key = "more" });
                    var (before, after) = (Score.Of(alerts), Score.Of([.. alerts, .. added]));
                    return after.Value <= before.Value && after.Shown <= before.Shown && after.Grade >= before.Grade;
                }
            );

    [Fact]
    public void Accepting_an_alert_never_lowers_a_score() =>
        Any.Sample(alerts =>
            alerts
                .Where(alert => alert.State == AlertState.Open)
                .All(alert =>
                    Score.Of([.. alerts.Where(other => other != alert), alert with { State = AlertState.Accepted }]).Value
                    >= Score.Of(alerts).Value
                )
        );

    [Fact]
    public void The_order_of_alerts_does_not_matter() =>
        Gen.Select(Any, Gen.Int)
            .Sample(
                (alerts, seed) =>
                {
                    var shuffled = alerts.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    return Score.Of(shuffled).Risk.Equals(Score.Of(alerts).Risk)
                        && Score.Of(shuffled).Mark == Score.Of(alerts).Mark;
                }
            );

    [Fact]
    public void A_score_lies_between_0_and_100() =>
        Any.Sample(alerts => Score.Of(alerts) is { Shown: >= 0 and <= 100, Value: > 0 and <= 100 });

    [Fact]
    public void Only_nothing_at_all_is_100() =>
        Any.Sample(alerts => Score.Of(alerts) is var score && (score.Shown == 100) == (score.Risk == 0));
}
