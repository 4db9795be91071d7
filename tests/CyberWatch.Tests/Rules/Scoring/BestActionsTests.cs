using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using static CyberWatch.Tests.Rules.Scoring.ScoredAlerts;

namespace CyberWatch.Tests.Rules.Scoring;

public sealed class BestActionsTests
{
    [Fact]
    public void The_three_actions_of_Vauclair_give_33_28_and_22_alone_and_70_together()
    {
        var best = BestActions.Of(Score.Of(Vauclair));

        Assert.Equal(["imaging", "gateway", "rdp"], best.Actions.Select(action => action.RuleId));
        Assert.Equal([33, 28, 22], best.Actions.Select(action => action.Alone.Shown));
        Assert.Equal(new Mark(70, Grade.C), best.Together);
        Assert.Equal("Score avec elle seule\u00A0: 17 → 33.", ScoreSentences.Alone(best, best.Actions[0]).Fr);
        Assert.Equal("Les trois ensemble\u00A0: 17 → 70, note C.", ScoreSentences.Together(best)?.Fr);
        Assert.Equal("All three together: 17 → 70, grade C.", ScoreSentences.Together(best)?.En);
    }

    [Fact]
    public void What_one_gesture_closes_is_one_action()
    {
        var many = Enumerable.Range(1, 4).Select(index => Of("dmarc", Severity.Medium, $"dmarc-{index}"));

        var best = BestActions.Of(Score.Of([.. many, Of("ftp", Severity.Medium)]));

        Assert.Equal([("dmarc", 4), ("ftp", 1)], best.Actions.Select(action => (action.RuleId, action.Alerts.Count)));
    }

    [Fact]
    public void An_accepted_risk_is_not_asked_for_again() => Assert.Empty(BestActions.Of(Score.Of([FileTransfer])).Actions);

    [Fact]
    public void One_action_alone_needs_no_sum() =>
        Assert.Null(ScoreSentences.Together(BestActions.Of(Score.Of([RemoteDesktop]))));

    [Fact]
    public void At_the_bottom_it_is_said_after_how_many_actions_the_score_moves()
    {
        var bottom = Enumerable.Range(1, 20).Select(n => Of($"rule-{n:00}", Severity.Critical)).ToList();
        var best = BestActions.Of(Score.Of(bottom));
        var until = Enumerable.Range(1, 20).First(count => Score.Of(bottom.Skip(count)).Mark != best.Now);

        Assert.False(best.AnyMovesAlone);
        Assert.Equal((0, 0), (best.Now.Shown, best.Together.Shown));
        Assert.InRange(until, 4, 20);
        Assert.Equal(until, best.UntilMove);
        Assert.Equal(
            $"The score stays at 0, grade E, until {until} actions are done, the heaviest first.",
            ScoreSentences.Together(best)?.En
        );
    }

    [Fact]
    public void Accepted_risks_that_hold_a_score_down_by_themselves_are_told()
    {
        var accepted = Enumerable.Range(1, 40).Select(n => Of($"kept-{n}", Severity.Critical, state: AlertState.Accepted));
        var best = BestActions.Of(Score.Of([.. accepted, Of("low", Severity.Low)]));

        Assert.Null(best.UntilMove);
        Assert.Contains("accepted risks still count", ScoreSentences.Together(best)?.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_gives_back_more_than_the_three() =>
        Any.Sample(alerts =>
        {
            var score = Score.Of(alerts);
            var best = BestActions.Of(score);
            var others = score.Alerts.Select(one => one.Alert).Where(alert => alert.State != AlertState.Accepted);
            var least = best.Actions.Select(action => action.Alone.Shown).DefaultIfEmpty(100).Min();
            return best.Actions.Count <= 3
                && best.Together.Shown >= best.Actions.Select(action => action.Alone.Shown).DefaultIfEmpty(score.Shown).Max()
                && others
                    .GroupBy(alert => alert.RuleId)
                    .Where(rule => best.Actions.All(action => action.RuleId != rule.Key))
                    .All(rule =>
                        score.Without(rule.Select(alert => alert.Key).ToHashSet()).Shown <= least || best.Actions.Count < 3
                    );
        });
}
