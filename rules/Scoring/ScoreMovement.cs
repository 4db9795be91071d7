namespace CyberWatch.Rules.Scoring;

/// <summary>How an alert came into a score or left it.</summary>
public enum Way
{
    /// <summary>An acceptance, a false positive, another severity, an exploitation that became known and the like.</summary>
    Other,

    /// <summary>Proven gone.</summary>
    Fixed,
    New,
    Reopened,
}

/// <summary>The order in which a movement is told: what was fixed, what came, all else.</summary>
public enum StepKind
{
    Fixed,
    Came,
    Other,
}

/// <summary>An alert that counts otherwise than before.</summary>
public sealed record MovedAlert(string Key, Way Way);

/// <summary>One step of the way from one score to another; at least one alert moved in it.</summary>
public sealed record ScoreStep(StepKind Kind, Mark From, Mark To, IReadOnlyList<MovedAlert> Alerts)
{
    public int Count(Way way) => Alerts.Count(alert => alert.Way == way);
}

/// <summary>What moved between two scores. The first step begins at the one, the last ends at the other; none where nothing moved.</summary>
public sealed record ScoreMovement(Mark Before, Mark After, IReadOnlyList<ScoreStep> Steps)
{
    /// <param name="before">What counted then.</param>
    /// <param name="after">What counts now.</param>
    /// <param name="ways">How alerts came or went, by their keys; where it says nothing: otherwise.</param>
    public static ScoreMovement Between(
        IEnumerable<ScoredAlert> before,
        IEnumerable<ScoredAlert> after,
        IReadOnlyDictionary<string, Way> ways
    )
    {
        var then = Counting(before);
        var now = Counting(after);
        var moved = then
            .Keys.Union(now.Keys)
            .Where(key => then.GetValueOrDefault(key) != now.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal)
            .Select(key => new MovedAlert(key, WayOf(key, then, now, ways)))
            .ToList();
        var steps = new List<ScoreStep>();
        var standing = new Dictionary<string, ScoredAlert>(then);
        var start = Score.Of(then.Values).Mark;
        foreach (var ofKind in moved.GroupBy(alert => KindOf(alert.Way)).OrderBy(kind => kind.Key))
        {
            var from = steps.Count > 0 ? steps[^1].To : start;
            Apply(ofKind, now, standing);
            steps.Add(new(ofKind.Key, from, Score.Of(standing.Values).Mark, [.. ofKind]));
        }
        return new(start, Score.Of(now.Values).Mark, steps);
    }

    private static Dictionary<string, ScoredAlert> Counting(IEnumerable<ScoredAlert> alerts) =>
        alerts.Where(WeighedAlert.Counts).ToDictionary(alert => alert.Key);

    private static Way WayOf(
        string key,
        Dictionary<string, ScoredAlert> then,
        Dictionary<string, ScoredAlert> now,
        IReadOnlyDictionary<string, Way> ways
    ) =>
        (then.ContainsKey(key), now.ContainsKey(key), ways.GetValueOrDefault(key)) switch
        {
            (true, false, Way.Fixed) => Way.Fixed,
            (false, true, Way.New) => Way.New,
            (false, true, Way.Reopened) => Way.Reopened,
            _ => Way.Other,
        };

    private static StepKind KindOf(Way way) =>
        way switch
        {
            Way.Fixed => StepKind.Fixed,
            Way.New or Way.Reopened => StepKind.Came,
            _ => StepKind.Other,
        };

    private static void Apply(
        IEnumerable<MovedAlert> moved,
        Dictionary<string, ScoredAlert> now,
        Dictionary<string, ScoredAlert> standing
    )
    {
        foreach (var alert in moved)
        {
            if (now.TryGetValue(alert.Key, out var there))
                standing[alert.Key] = there;
            else
                standing.Remove(alert.Key);
        }
    }
}
