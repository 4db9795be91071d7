namespace CyberWatch.Dashboard.Views;

/// <summary>How a verdict and its effect on the alert are worded. An unknown word is shown as it is.</summary>
internal sealed record VerdictView(string Icon, string Word)
{
    public static VerdictView Of(string verdict, Texts texts) =>
        verdict switch
        {
            "match" => new("match", texts["words.match"]),
            "clean" => new("clean", texts["words.clean"]),
            "inconclusive" => new("inconclusive", texts["words.inconclusive"]),
            "refused" => new("clean", texts["words.refused"]),
            "name-gone" => new("clean", texts["words.name-gone"]),
            _ => new("info", Scanned.Text(verdict)),
        };

    public static string Effect(string effect, Texts texts) =>
        effect switch
        {
            "opened" => texts["alert.effect-opened"],
            "suspected" => texts["alert.effect-suspected"],
            "still-there" => texts["alert.effect-still-there"],
            "first-proof" => texts["alert.effect-first-proof"],
            "resolved" => texts["alert.effect-resolved"],
            "reopened" => texts["alert.effect-reopened"],
            "acceptance-void" => texts["alert.effect-acceptance-void"],
            "nothing" => texts["alert.effect-nothing"],
            _ => Scanned.Text(effect),
        };

    /// <summary>Why a state changed: the words that <c>AlertEvent.Why</c> may hold.</summary>
    public static string Why(string why, Texts texts) =>
        why switch
        {
            "match" => texts["alert.why-match"],
            "second-look" => texts["alert.why-second-look"],
            "clean" => texts["alert.why-clean"],
            "refused" => texts["alert.why-refused"],
            "name-gone" => texts["alert.why-name-gone"],
            "reopened" => texts["alert.why-reopened"],
            "acknowledged" => texts["alert.why-acknowledged"],
            "accepted" => texts["alert.why-accepted"],
            "false-positive" => texts["alert.why-false-positive"],
            "taken-back" => texts["alert.why-taken-back"],
            "acceptance-expired" => texts["alert.why-acceptance-expired"],
            "facts-changed" => texts["alert.why-facts-changed"],
            "exploited" => texts["alert.why-exploited"],
            "exploited-withdrawn" => texts["alert.why-exploited-withdrawn"],
            _ => Scanned.Text(why),
        };
}
