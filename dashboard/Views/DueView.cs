using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>A due date in words, with the row of the policy that decided.</summary>
internal static class DueView
{
    /// <summary>"dans 11 j", "aujourd'hui", "en retard de 3 j".</summary>
    public static string Delay(DateOnly due, DateOnly today, Texts texts) =>
        (due.DayNumber - today.DayNumber) switch
        {
            0 => texts["alert.due-today"],
            > 0 and var left => texts["alert.due-in", texts["common.days", Numbers.Of(left)]],
            var over => texts["alert.due-since", texts["common.days", Numbers.Of(-over)]],
        };

    /// <summary>The row that decided, in a sentence; null where nothing was decided yet. What is no row is shown as it is.</summary>
    public static string? Sentence(string? by, Texts texts) =>
        by is null ? null
        : DueRow.Parse(by) is not { } row ? Scanned.Text(by)
        : row.Row == DuePolicy.Validity ? texts["alert.due-validity", Policy(row.Policy, texts)]
        : row.Days is { } days ? texts["alert.due-by", Policy(row.Policy, texts), Row(row.Row, texts), Numbers.Of(days)]
        : texts["alert.due-none", Policy(row.Policy, texts), Row(row.Row, texts)];

    private static string Policy(string name, Texts texts) => name == "house" ? texts["alert.policy-house"] : Scanned.Text(name);

    private static string Row(string row, Texts texts) =>
        row == DuePolicy.Exploited ? texts["words.exploited"]
        : Enum.TryParse<Severity>(row, ignoreCase: true, out var severity) ? SeverityView.Of(severity, texts).Word
        : Scanned.Text(row);
}
