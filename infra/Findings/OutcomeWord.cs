using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>What came back, as one word: <c>answered</c>, or the silence in kebab case.</summary>
public static class OutcomeWord
{
    public const string Answered = "answered";

    public static string Of(ProbeAnswer answer) => answer is ProbeAnswer.NoAnswer silence ? silence.Why.Word() : Answered;

    /// <summary>Reads a word back; null where it answered.</summary>
    public static Silence? SilenceOf(string word) =>
        Enum.GetValues<Silence>().Cast<Silence?>().FirstOrDefault(silence => silence!.Value.Word() == word);
}
