using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>How one site stands: score, what moved it, coverage and the worst of what is open.</summary>
internal static class SiteWriter
{
    public static SiteLine Line(SiteWeek week)
    {
        var ongoing = week.Alerts.Where(trail => trail.WasOngoing).ToList();
        return new(
            week.Site.Finess,
            week.Site.Name,
            week.Standing is { Score: { } score } standing ? Score(week, standing, score) : null,
            week.Coverage,
            ongoing.Count(trail => trail.Alert.Severity == Severity.Critical),
            ongoing.Count(trail => trail.Alert.Severity == Severity.High),
            ongoing.Count,
            week.HasMandate
        );
    }

    private static ScoreLine Score(SiteWeek week, EstablishmentStanding standing, Score score) =>
        new(
            score.Mark,
            // what was not measured in the week stands on old ground
            standing.Line.Provisional || week.Coverage is null,
            standing.Movement?.Before,
            standing.Movement is null ? [] : [.. standing.Movement.Steps.Select(Step)],
            new(week.Site.CategoryLabel ?? week.Site.Category, standing.OfCategory?.Score, standing.OfRegion?.Score),
            IsFirst: !week.WasScored
        );

    private static MoveLine Step(ScoreStep step) =>
        new(step.Kind, step.From.Shown, step.To.Shown, step.Count(Way.Fixed), step.Count(Way.New), step.Count(Way.Reopened));
}
