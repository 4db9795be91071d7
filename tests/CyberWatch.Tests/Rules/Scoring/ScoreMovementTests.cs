using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using static CyberWatch.Tests.Rules.Scoring.ScoredAlerts;

namespace CyberWatch.Tests.Rules.Scoring;

public sealed class ScoreMovementTests
{
    private static readonly Dictionary<string, Way> Ways = new()
    {
        ["certificate"] = Way.Fixed,
        ["glpi"] = Way.Fixed,
        ["imaging"] = Way.New,
        ["gateway"] = Way.New,
        ["rdp"] = Way.Reopened,
    };

    [Fact]
    public void Vauclair_went_from_50_to_70_by_its_fixes_and_to_17_by_what_came()
    {
        var movement = ScoreMovement.Between(VauclairAWeekBefore, Vauclair, Ways);

        Assert.Equal(new Mark(50, Grade.D), movement.Before);
        Assert.Equal(new Mark(17, Grade.E), movement.After);
        Assert.Equal(
            [("50 → 70", "grâce à vos 2 corrections"), ("70 → 17", "2 alertes nouvelles et 1 rouverte")],
            movement.Steps.Select(step => ($"{step.From.Shown} → {step.To.Shown}", StepSentences.Of(step).Fr))
        );
        Assert.Equal(
            ["thanks to your 2 fixes", "2 new alerts and 1 reopened"],
            movement.Steps.Select(step => StepSentences.Of(step).En)
        );
    }

    [Fact]
    public void A_quiet_week_has_no_step() => Assert.Empty(ScoreMovement.Between(Armorel, Armorel, Ways).Steps);

    [Fact]
    public void What_was_accepted_or_became_exploited_is_another_change_and_comes_last()
    {
        var before = new[] { Of("a", Severity.High), Of("b", Severity.Medium), Of("c", Severity.Low) };
        var after = new[] { before[0] with { State = AlertState.Accepted }, before[1] with { Exploited = true } };

        var movement = ScoreMovement.Between(before, after, new Dictionary<string, Way> { ["a"] = Way.Fixed, ["c"] = Way.Fixed });

        Assert.Equal([StepKind.Fixed, StepKind.Other], movement.Steps.Select(step => step.Kind));
        Assert.Equal("grâce à votre correction", StepSentences.Of(movement.Steps[0]).Fr);
        Assert.Equal("2 autres changements", StepSentences.Of(movement.Steps[1]).Fr);
    }

    [Fact]
    public void A_false_positive_is_not_called_a_fix()
    {
        var before = new[] { Of("a", Severity.High) };
        var after = new[] { Of("a", Severity.High, state: AlertState.FalsePositive) };

        var step = Assert.Single(ScoreMovement.Between(before, after, new Dictionary<string, Way>()).Steps);

        Assert.Equal((StepKind.Other, "1 autre changement"), (step.Kind, StepSentences.Of(step).Fr));
    }

    [Theory]
    [InlineData(1, 0, "1 alerte nouvelle", "1 new alert")]
    [InlineData(2, 0, "2 alertes nouvelles", "2 new alerts")]
    [InlineData(0, 1, "1 alerte rouverte", "1 reopened alert")]
    [InlineData(0, 3, "3 alertes rouvertes", "3 reopened alerts")]
    [InlineData(1, 2, "1 alerte nouvelle et 2 rouvertes", "1 new alert and 2 reopened")]
    public void What_came_is_counted_in_the_right_form(int fresh, int reopened, string fr, string en)
    {
        var came = Enumerable
            .Repeat(new MovedAlert("new", Way.New), fresh)
            .Concat(Enumerable.Repeat(new MovedAlert("back", Way.Reopened), reopened));

        Assert.Equal(new LocalizedText(fr, en), StepSentences.Of(new ScoreStep(StepKind.Came, default, default, [.. came])));
    }

    [Fact]
    public void Steps_lead_from_the_one_score_to_the_other_without_a_gap() =>
        Gen.Select(Any, Any, Gen.Enum<Way>())
            .Sample(
                (before, after, way) =>
                {
                    var ways = before.Concat(after).Select(alert => alert.Key).Distinct().ToDictionary(key => key, _ => way);
                    var movement = ScoreMovement.Between(before, after, ways);
                    var marks = movement.Steps.Select(step => step.From).Append(movement.After);
                    return movement.Before == Score.Of(before).Mark
                        && movement.After == Score.Of(after).Mark
                        && marks.First() == movement.Before
                        && marks.Skip(1).SequenceEqual(movement.Steps.Select(step => step.To));
                }
            );
}
