using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine;

/// <summary>How long the thing that a rule found still holds by itself, such as a certificate: a fact that counts from the finding on.</summary>
/// <param name="Fact">A number; negative once it is over.</param>
/// <param name="Unit">What the number counts.</param>
public sealed record Validity(string Fact, TimeSpan Unit)
{
    // a fact is a number that somebody else stated: what lies further than anybody plans is no end
    private const double LongestInDays = 36500;

    /// <summary>The instant at which it ends; null where the finding does not say.</summary>
    public DateTimeOffset? EndOf(Finding finding) =>
        finding.Answer is ProbeAnswer.Facts facts
        && facts.Values.GetValueOrDefault(Fact) is double number
        && Math.Abs(number * Unit.TotalDays) < LongestInDays
            ? finding.At + (Unit * number)
            : null;
}
