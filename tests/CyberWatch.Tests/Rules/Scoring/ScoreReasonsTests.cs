using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using static CyberWatch.Tests.Rules.Scoring.ScoredAlerts;

namespace CyberWatch.Tests.Rules.Scoring;

public sealed class ScoreReasonsTests
{
    [Fact]
    public void The_reasons_of_Vauclair_are_the_heaviest_first_and_add_up()
    {
        var reasons = ScoreReasons.Of(Score.Of(Vauclair));

        Assert.Equal(["imaging", "gateway", "rdp"], reasons.Take(3).Select(reason => reason.Alert.Alert.Key));
        Assert.Equal([31, 23, 12], reasons.Take(3).Select(reason => reason.Share));
        Assert.Equal([33, 28, 22], reasons.Take(3).Select(reason => reason.Without.Shown));
        Assert.Equal(83, reasons.Sum(reason => reason.Share));
    }

    [Fact]
    public void A_reason_is_a_sentence()
    {
        var score = Score.Of(Vauclair);
        var reasons = ScoreReasons.Of(score);

        Assert.Equal(
            new LocalizedText(
                "31 points sur les 83 perdus. Sans elle, le score serait de 33, note E.",
                "31 points of the 83 lost. Without it the score would be 33, grade E."
            ),
            ScoreSentences.Reason(reasons[0], score.Mark)
        );
        Assert.StartsWith(
            "1 point sur",
            ScoreSentences.Reason(reasons.First(one => one.Share == 1), score.Mark).Fr,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "0 point sur",
            ScoreSentences.Reason(reasons[0] with { Share = 0 }, score.Mark).Fr,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "0 points of",
            ScoreSentences.Reason(reasons[0] with { Share = 0 }, score.Mark).En,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_shares_are_all_that_is_lost() =>
        Any.Sample(alerts =>
        {
            var score = Score.Of(alerts);
            var reasons = ScoreReasons.Of(score);
            return reasons.Sum(reason => reason.Share) == 100 - score.Shown && reasons.All(reason => reason.Share >= 0);
        });

    [Fact]
    public void A_heavier_alert_never_has_the_smaller_share() =>
        Any.Sample(alerts =>
        {
            var reasons = ScoreReasons.Of(Score.Of(alerts));
            return reasons.Zip(reasons.Skip(1)).All(pair => pair.First.Share >= pair.Second.Share);
        });

    [Fact]
    public void The_score_is_never_worse_without_an_alert() =>
        Any.Sample(alerts =>
            Score.Of(alerts) is var score && ScoreReasons.Of(score).All(one => one.Without.Shown >= score.Shown)
        );
}
