using System.Text.RegularExpressions;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Views;

/// <summary>Which mandate counts on a day of the establishment's own calendar.</summary>
internal static partial class MandateView
{
    public static Mandate? Valid(IReadOnlyList<Mandate> mandates, DateOnly today) =>
        mandates
            .Where(mandate => mandate.ValidFrom <= today && today <= mandate.ValidUntil)
            .OrderByDescending(mandate => mandate.ValidUntil)
            .FirstOrDefault();

    /// <summary>A line that an import of mandates changed, as the audit trail keeps it, in the reader's words; what is none stands as it is.</summary>
    public static string Line(string kept, Texts texts)
    {
        var parts = Kept().Match(kept).Groups;
        return
            DecisionView.Day(parts["from"].Value) is { } from
            && DecisionView.Day(parts["until"].Value) is { } until
            && DecisionView.Day(parts["on"].Value) is { } on
            ? texts[
                "audit.mandate-line",
                parts["change"].Value,
                When.Day(from),
                When.Day(until),
                texts[parts["kind"].Value == "intrusive" ? "audit.mandate-intrusive" : "audit.mandate-standard"],
                parts["by"].Value,
                When.Day(on)
            ]
            : kept;
    }

    [GeneratedRegex(
        "^(?<change>[+-] \\S+) (?<from>\\S+) to (?<until>\\S+), (?<kind>intrusive|standard), signed by (?<by>.*) on (?<on>\\S+)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Kept();
}
