using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>What a score says of itself, in both languages; every form a whole sentence.</summary>
public static class ScoreSentences
{
    public static readonly LocalizedText NoScore = new(
        "Pas encore de score\u00A0: aucun scan complet n’est terminé.",
        "No score yet: no full scan has ended."
    );

    public static readonly LocalizedText Unchanged = new("Sans changement.", "Unchanged.");

    public static readonly LocalizedText NotAdditive = new(
        "Les gains ne s’ajoutent pas un à un\u00A0: chaque correction compte davantage quand il en reste moins.",
        "Gains do not add up one by one: each fix counts for more as fewer are left."
    );

    /// <summary>Number and grade.</summary>
    public static LocalizedText Standing(Mark mark) =>
        new($"Score\u00A0: {mark.Shown} sur 100, note {mark.Grade}.", $"Score: {mark.Shown} out of 100, grade {mark.Grade}.");

    /// <summary>Why the grade is worse than the number; null where it is not.</summary>
    public static LocalizedText? Cap(Score score) =>
        (score.IsCapped, score.Cap) switch
        {
            (true, GradeCap.ExploitedCritical) => new(
                "Une alerte critique confirmée et exploitée limite la note à E.",
                "A critical alert that is confirmed and exploited keeps the grade at E."
            ),
            (true, _) => new("Une alerte critique ouverte limite la note à D.", "An open critical alert keeps the grade at D."),
            _ => null,
        };

    /// <summary>What one alert weighs, and the score without it.</summary>
    public static LocalizedText Reason(ScoreReason reason, Mark now)
    {
        var lost = Grades.Full - now.Shown;
        var (share, mark) = (reason.Share, reason.Without);
        if (mark == now)
        {
            return new(
                $"{share} {Plural.French(share, "point", "points")} sur les {lost} perdus. Sans elle seule, le score reste à {now.Shown}, note {now.Grade}.",
                $"{share} {Plural.English(share, "point", "points")} of the {lost} lost. Without it alone the score stays at {now.Shown}, grade {now.Grade}."
            );
        }

        return new(
            $"{share} {Plural.French(share, "point", "points")} sur les {lost} perdus. Sans elle, le score serait de {mark.Shown}, note {mark.Grade}.",
            $"{share} {Plural.English(share, "point", "points")} of the {lost} lost. Without it the score would be {mark.Shown}, grade {mark.Grade}."
        );
    }

    /// <summary>What an action gives back by itself.</summary>
    public static LocalizedText Alone(BestActions actions, BestAction action) =>
        new(
            $"Score avec elle seule\u00A0: {Arrow(actions.Now, action.Alone)}.",
            $"Score with this one alone: {Arrow(actions.Now, action.Alone)}."
        );

    /// <summary>What all of them give back, and when anything does; null where one says it by itself.</summary>
    public static LocalizedText? Together(BestActions actions) =>
        actions.Actions.Count switch
        {
            0 => null,
            _ when actions.Together == actions.Now => Still(actions),
            1 => null,
            2 => new(
                $"Les deux ensemble\u00A0: {Arrow(actions.Now, actions.Together)}, note {actions.Together.Grade}.",
                $"Both together: {Arrow(actions.Now, actions.Together)}, grade {actions.Together.Grade}."
            ),
            _ => new(
                $"Les trois ensemble\u00A0: {Arrow(actions.Now, actions.Together)}, note {actions.Together.Grade}.",
                $"All three together: {Arrow(actions.Now, actions.Together)}, grade {actions.Together.Grade}."
            ),
        };

    private static LocalizedText Still(BestActions actions) =>
        actions.UntilMove is { } count
            ? new(
                $"Le score reste à {actions.Now.Shown}, note {actions.Now.Grade}, jusqu’à la {count}ᵉ action faite, les plus lourdes d’abord.",
                $"The score stays at {actions.Now.Shown}, grade {actions.Now.Grade}, until {count} actions are done, the heaviest first."
            )
            : new(
                $"Le score reste à {actions.Now.Shown}, note {actions.Now.Grade}, même toutes les actions faites\u00A0: les risques acceptés comptent encore.",
                $"The score stays at {actions.Now.Shown}, grade {actions.Now.Grade}, even with every action done: accepted risks still count."
            );

    /// <summary>Under 80 % coverage.</summary>
    public static LocalizedText Provisional(int percent) =>
        new(
            $"Score provisoire\u00A0: {percent}\u00A0% du périmètre est vérifié, moins de 80\u00A0%.",
            $"Provisional score: {percent}% of the perimeter is verified, less than 80%."
        );

    /// <summary>Where others stand; null where no group is large enough. The category is named as its plural reads, such as <c>centres hospitaliers</c>.</summary>
    public static LocalizedText? Others(LocalizedText? category, Median? ofCategory, Median? ofRegion) =>
        (category, ofCategory, ofRegion) switch
        {
            ({ } kind, { } own, { } region) => new(
                $"Médiane de la catégorie «\u00A0{kind.Fr}\u00A0»\u00A0: {own.Score}. De la région\u00A0: {region.Score}.",
                $"Median of the category “{kind.En}”: {own.Score}. Of the region: {region.Score}."
            ),
            ({ } kind, { } own, null) => new(
                $"Médiane de la catégorie «\u00A0{kind.Fr}\u00A0»\u00A0: {own.Score}.",
                $"Median of the category “{kind.En}”: {own.Score}."
            ),
            (_, _, { } region) => new($"Médiane de la région\u00A0: {region.Score}.", $"Median of the region: {region.Score}."),
            _ => null,
        };

    private static string Arrow(Mark from, Mark to) => $"{from.Shown} → {to.Shown}";
}
