namespace CyberWatch.Dashboard.Views;

/// <summary>Why there was no answer, in the reader's language. A code of the name system and text of before are shown as they stand.</summary>
internal static class SilenceView
{
    public static string Of(string word, Texts texts) =>
        word switch
        {
            "refused" => texts["remarks.silence-refused"],
            "name-gone" => texts["remarks.silence-name-gone"],
            "unreachable" => texts["remarks.silence-unreachable"],
            "reset" => texts["remarks.silence-reset"],
            "timed-out" => texts["remarks.silence-timed-out"],
            "closed-early" => texts["remarks.silence-closed-early"],
            "spoke-another-protocol" => texts["remarks.silence-spoke-another-protocol"],
            "not-allowed" => texts["remarks.silence-not-allowed"],
            "rate-limited" => texts["remarks.silence-rate-limited"],
            "our-fault" => texts["remarks.silence-our-fault"],
            "alias-loop" => texts["remarks.silence-alias-loop"],
            "unsettled" => texts["remarks.silence-unsettled"],
            "any-name-answered" => texts["remarks.silence-any-name-answered"],
            _ => Scanned.Text(word),
        };
}
