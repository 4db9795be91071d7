namespace CyberWatch.Dashboard.Views;

/// <summary>Why a letter is not where it should be, what the operator can do about it, and what the relay said. An unknown word is shown as it is.</summary>
internal sealed record LetterFaultView(string Reason, string? Remedy, string? Said)
{
    public static LetterFaultView Of(string error, Texts texts)
    {
        var colon = error.IndexOf(':', StringComparison.Ordinal);
        var said = colon < 0 ? null : Scanned.Text(error[(colon + 1)..].Trim());
        return (colon < 0 ? error : error[..colon]) switch
        {
            "refused" => new(texts["letters.why-refused"], null, said),
            "removed" => new(texts["letters.why-removed"], null, said),
            "expired" => new(texts["letters.why-expired"], null, said),
            "closed" => new(texts["letters.why-closed"], null, said),
            "restored" => new(texts["letters.why-restored"], texts["letters.do-restored"], said),
            "unbuildable" => new(texts["letters.why-unbuildable"], texts["letters.do-unbuildable"], said),
            "no-answer" => new(texts["letters.why-no-answer"], texts["letters.do-no-answer"], said),
            "put-off" => new(texts["letters.why-put-off"], texts["letters.do-put-off"], said),
            "rejected" => new(texts["letters.why-rejected"], texts["letters.do-rejected"], said),
            "relay-unreachable" => new(texts["letters.why-unreachable"], texts["letters.do-unreachable"], said),
            "relay-misconfigured" => new(texts["letters.why-misconfigured"], texts["letters.do-misconfigured"], said),
            _ => new(Scanned.Text(error), null, null),
        };
    }
}
