using System.Runtime.InteropServices;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>A score as it is shown: 0 to 100, and the grade.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Mark(int Shown, Grade Grade);

/// <summary>What keeps a grade down whatever the number says.</summary>
public enum GradeCap
{
    None,

    /// <summary>An open critical alert: D at best.</summary>
    Critical,

    /// <summary>An open critical alert that is confirmed and exploited: E.</summary>
    ExploitedCritical,
}

/// <summary>How exposed one establishment is: 100 · e^(−R/60), where R is the sum of the risks (design §6).</summary>
public sealed class Score
{
    private const double Decay = 60;

    /// <summary>The states of alerts that count: known to be there, and not called a misreading.</summary>
    public static readonly IReadOnlyList<AlertState> Counting = [AlertState.Open, AlertState.Acknowledged, AlertState.Accepted];

    private Score(IReadOnlyList<WeighedAlert> alerts, GradeCap cap) =>
        (Alerts, Cap, Risk) = (alerts, cap, alerts.Sum(alert => alert.Risk));

    /// <summary>All alerts that count, each with what it adds.</summary>
    public IReadOnlyList<WeighedAlert> Alerts { get; }

    public GradeCap Cap { get; }

    /// <summary>Sum of the risks.</summary>
    public double Risk { get; }

    /// <summary>Above 0, up to 100, unrounded.</summary>
    public double Value => Grades.Full * Math.Exp(-Risk / Decay);

    public Mark Mark => new(Grades.Shown(Value), Grade);

    public int Shown => Mark.Shown;

    public Grade Grade => Grades.Worse(Grades.Of(Value), BestUnder(Cap));

    /// <summary>The number alone would give a better grade.</summary>
    public bool IsCapped => Grade != Grades.Of(Value);

    /// <summary>Alerts that do not count may be among them; the order does not matter.</summary>
    public static Score Of(IEnumerable<ScoredAlert> alerts)
    {
        var weighed = WeighedAlert.Of(alerts);
        return new(weighed, weighed.Select(one => CapOf(one.Alert)).DefaultIfEmpty(GradeCap.None).Max());
    }

    /// <summary>What it would be if these were closed.</summary>
    public Score Without(IReadOnlySet<string> keys) =>
        Of(Alerts.Select(one => one.Alert).Where(alert => !keys.Contains(alert.Key)));

    private static GradeCap CapOf(ScoredAlert alert) =>
        alert switch
        {
            { State: AlertState.Accepted } or { Severity: not Severity.Critical } => GradeCap.None,
            { Exploited: true, Confidence: Confidence.Confirmed } => GradeCap.ExploitedCritical,
            _ => GradeCap.Critical,
        };

    private static Grade BestUnder(GradeCap cap) =>
        cap switch
        {
            GradeCap.ExploitedCritical => Grade.E,
            GradeCap.Critical => Grade.D,
            _ => Grade.A,
        };
}
