using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>One gesture: what one rule asks for, wherever it is open or acknowledged. A risk that was accepted is not asked for again.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Alerts">What the gesture closes, the heaviest first.</param>
/// <param name="Alone">The score once this alone is done.</param>
public sealed record BestAction(string RuleId, IReadOnlyList<ScoredAlert> Alerts, Mark Alone);

/// <summary>The actions that give back most, each by itself and all together; the gains do not add up.</summary>
public sealed record BestActions(Mark Now, IReadOnlyList<BestAction> Actions, Mark Together)
{
    private const int Most = 3;

    /// <summary>
    /// After how many actions, the heaviest first, the number or the grade is another one: 1 where the first alone is enough. Null where not even
    /// all of them change it: accepted risks still count, and below 1 every number is shown as 0.
    /// </summary>
    public int? UntilMove { get; init; }

    /// <summary>One of them changes number or grade by itself.</summary>
    public bool AnyMovesAlone => Actions.Any(action => action.Alone != Now);

    /// <summary>Three at most, fewer where less is open; what weighs nothing gives nothing back.</summary>
    public static BestActions Of(Score score)
    {
        var all = score
            .Alerts.Where(one => one.Alert.State != AlertState.Accepted && one.Risk > 0)
            .GroupBy(one => one.Alert.RuleId)
            .Select(rule => new BestAction(rule.Key, [.. rule.Select(one => one.Alert)], default))
            .Select(action => (Action: action, Left: score.Without(Keys([action]))))
            .OrderBy(one => one.Left.Risk)
            .ThenByDescending(one => one.Action.Alerts.Max(alert => alert.Severity))
            .ThenBy(one => one.Action.RuleId, StringComparer.Ordinal)
            .Select(one => one.Action with { Alone = one.Left.Mark })
            .ToList();
        var best = all.Take(Most).ToList();
        return new(score.Mark, best, score.Without(Keys(best)).Mark) { UntilMove = FirstMove(score, all) };
    }

    private static int? FirstMove(Score score, List<BestAction> all)
    {
        var done = new HashSet<string>();
        for (var count = 1; count <= all.Count; count++)
        {
            done.UnionWith(Keys([all[count - 1]]));
            if (score.Without(done).Mark != score.Mark)
                return count;
        }

        return null;
    }

    private static HashSet<string> Keys(IEnumerable<BestAction> actions) =>
        [.. actions.SelectMany(action => action.Alerts).Select(alert => alert.Key)];
}
