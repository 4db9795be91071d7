using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>What came back, as one word: <c>answered</c>, or the silence in kebab case.</summary>
public static class OutcomeWord
{
    public static string Of(ProbeAnswer answer) => answer is ProbeAnswer.NoAnswer silence ? silence.Why.Word() : "answered";
}
