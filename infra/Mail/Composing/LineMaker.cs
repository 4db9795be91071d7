using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>
/// Lines of a letter: what one rule asks for at one site is one line, wherever it is open. In the order of the editorial rules: severity,
/// overdue, risk removed, due date.
/// </summary>
internal sealed class LineMaker(SiteWeek week, bool namesSite)
{
    private const int AssetsShown = 5;
    private readonly Score? _score = week.Standing?.Score;

    private DateOnly Today => week.Span.Today;

    public IEnumerable<Line> Of(IEnumerable<AlertTrail> trails) =>
        trails.GroupBy(trail => trail.Alert.RuleId).Select(rule => Of([.. InOrder(rule)]));

    public static IEnumerable<Line> InOrder(IEnumerable<Line> lines) =>
        lines
            .OrderByDescending(line => line.Words.Severity)
            .ThenByDescending(line => line.Words.OverdueDays > 0)
            .ThenByDescending(line => line.RiskRemoved)
            .ThenBy(line => line.Words.DueOn ?? DateOnly.MaxValue)
            .ThenBy(line => line.Words.RuleId, StringComparer.Ordinal)
            .ThenBy(line => line.Words.Id);

    public bool IsPressing(AlertTrail trail) =>
        trail.IsOngoing && (trail.Alert.Severity >= Severity.High || trail.Alert.DueOn is { } due && due <= Today.AddDays(14));

    /// <summary>Days since the due date; 0 on the day itself.</summary>
    public int OverdueDays(Alert alert) => alert.DueOn is { } due ? Math.Max(0, Today.DayNumber - due.DayNumber) : 0;

    private IEnumerable<AlertTrail> InOrder(IEnumerable<AlertTrail> trails) =>
        trails
            .OrderByDescending(trail => trail.Alert.Severity)
            .ThenByDescending(trail => OverdueDays(trail.Alert))
            .ThenBy(trail => trail.Alert.DueOn ?? DateOnly.MaxValue)
            .ThenBy(trail => trail.Alert.AssetKey, StringComparer.Ordinal);

    /// <param name="trails">Of one rule, the first one first.</param>
    private Line Of(IReadOnlyList<AlertTrail> trails)
    {
        var (trail, alert) = (trails[0], trails[0].Alert);
        var keys = trails.Select(one => one.Alert.Id.ToString()).ToHashSet();
        var alone = trail.WasAccepted ? null : _score?.Without(keys);
        var words = new AlertLine
        {
            Id = alert.Id,
            Finess = alert.Finess,
            RuleId = alert.RuleId,
            Severity = alert.Severity,
            Title = new(alert.TitleFr, alert.TitleEn),
            Why = new(alert.WhyFr, alert.WhyEn),
            Gesture = new(FirstStep(alert.FixFr), FirstStep(alert.FixEn)),
            Assets = [.. trails.Take(AssetsShown).Select(one => one.Alert.AssetKey)],
            Count = trails.Count,
            Site = namesSite ? week.Site.Name : null,
            Origin = trail.Origin,
            ClosedOn = trail.ClosedOn,
            Acknowledged = trails.All(one => one.Alert.State == AlertState.Acknowledged),
            Confidence = alert.Confidence,
            SeenTwice = trail.SeenTwice,
            Exploited = alert.ExploitedBy is not null,
            DueOn = alert.DueOn,
            OverdueDays = OverdueDays(alert),
            AcceptedUntil = trail.WasAccepted ? alert.AcceptedUntil : null,
            Now = alone is null ? null : _score!.Mark,
            Alone = alone?.Mark,
        };
        return new(words, keys, alone is null ? 0 : _score!.Risk - alone.Risk);
    }

    private static string FirstStep(string fix) => Rendering.Sentences.Steps(fix) is [var first, ..] ? first : "";
}

/// <summary>A line with what its order needs: the alerts that it stands for, and the risk that goes with them.</summary>
internal sealed record Line(AlertLine Words, IReadOnlySet<string> Keys, double RiskRemoved);
