using System.Globalization;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Scanner.Commands;

/// <summary>A score in sentences and one table, for a terminal.</summary>
internal sealed class ScoreExplanation(EstablishmentStanding standing, IReadOnlyDictionary<string, CountedAlert> alerts)
{
    public void Write(CommandOutput output)
    {
        foreach (var sentence in Sentences())
            output.Result(sentence);
        if (standing.Score is not { } score)
            return;

        output.List(
            standing.Reasons,
            ["Share", "Without", "Risk", "Severity", "State", "Rule", "Asset", "Title"],
            reason =>
                [
                    Text(reason.Share),
                    $"{Text(reason.Without.Shown)} {reason.Without.Grade}",
                    reason.Alert.Risk.ToString("0.##", CultureInfo.InvariantCulture),
                    reason.Alert.Alert.Severity.ToString(),
                    reason.Alert.Alert.State.ToString(),
                    reason.Alert.Alert.RuleId,
                    alerts.GetValueOrDefault(reason.Alert.Alert.Key)?.AssetKey ?? "",
                    alerts.GetValueOrDefault(reason.Alert.Alert.Key)?.Title.En ?? "",
                ]
        );
        foreach (var sentence in Actions(score))
            output.Result(sentence);
    }

    private IEnumerable<string> Sentences()
    {
        yield return (standing.Score is { } score ? ScoreSentences.Standing(score.Mark) : ScoreSentences.NoScore).En;
        if (standing.Score is { } capped && ScoreSentences.Cap(capped) is { } cap)
            yield return cap.En;
        if (standing.Line.Provisional && standing.Score is not null)
            yield return ScoreSentences.Provisional(standing.CoveragePercent).En;
        foreach (var step in standing.Movement?.Steps ?? [])
            yield return $"{Text(step.From.Shown)} → {Text(step.To.Shown)}: {StepSentences.Of(step).En}.";
        if (standing.Movement is { Steps.Count: 0 })
            yield return ScoreSentences.Unchanged.En;
        if (ScoreSentences.Others(new LocalizedText("", "its own"), standing.OfCategory, standing.OfRegion) is { } others)
            yield return others.En;
        yield return $"{standing.Line.Verified} of {Counted.Of(standing.Line.Assets, "asset")} verified ({standing.CoveragePercent}%).";
        foreach (var gap in standing.Gaps)
            yield return $"  {gap.Assets} not verified, {gap.Reason}: {string.Join(", ", gap.Keys.Take(3))}";
    }

    private IEnumerable<string> Actions(Score score)
    {
        if (standing.Best is not { Actions.Count: > 0 } best)
            yield break;
        foreach (var action in best.Actions)
        {
            var title = alerts.GetValueOrDefault(action.Alerts[0].Key)?.Title.En ?? action.RuleId;
            yield return $"{title} ({action.Alerts.Count})"
                + (best.AnyMovesAlone ? $": {Text(score.Shown)} → {Text(action.Alone.Shown)} alone." : ".");
        }
        if (ScoreSentences.Together(best) is { } together)
            yield return together.En;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
