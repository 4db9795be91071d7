using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>What moved a score, step by step: "50 → 70" and why.</summary>
public static class StepSentences
{
    /// <summary>Why, without the numbers of the score: "grâce à vos 2 corrections", "2 alertes nouvelles et 1 rouverte".</summary>
    public static LocalizedText Of(ScoreStep step) =>
        step.Kind switch
        {
            StepKind.Fixed => Fixed(step.Alerts.Count),
            StepKind.Came => Came(step.Count(Way.New), step.Count(Way.Reopened)),
            _ => Other(step.Alerts.Count),
        };

    private static LocalizedText Fixed(int fixes) =>
        new(
            Plural.French(fixes, "grâce à votre correction", $"grâce à vos {fixes} corrections"),
            Plural.English(fixes, "thanks to your fix", $"thanks to your {fixes} fixes")
        );

    private static LocalizedText Came(int fresh, int reopened) =>
        (fresh, reopened) switch
        {
            (_, 0) => new(
                $"{fresh} {Plural.French(fresh, "alerte nouvelle", "alertes nouvelles")}",
                $"{fresh} {Plural.English(fresh, "new alert", "new alerts")}"
            ),
            (0, _) => new(
                $"{reopened} {Plural.French(reopened, "alerte rouverte", "alertes rouvertes")}",
                $"{reopened} {Plural.English(reopened, "reopened alert", "reopened alerts")}"
            ),
            _ => new(
                $"{fresh} {Plural.French(fresh, "alerte nouvelle", "alertes nouvelles")} et {reopened} {Plural.French(reopened, "rouverte", "rouvertes")}",
                $"{fresh} {Plural.English(fresh, "new alert", "new alerts")} and {reopened} reopened"
            ),
        };

    private static LocalizedText Other(int changes) =>
        new(
            $"{changes} {Plural.French(changes, "autre changement", "autres changements")}",
            $"{changes} {Plural.English(changes, "other change", "other changes")}"
        );
}
