namespace CyberWatch.Rules.Scoring;

/// <summary>Where grades begin.</summary>
public static class Grades
{
    /// <summary>What nothing open scores, and nothing else.</summary>
    internal const int Full = 100;

    /// <summary>Of the unrounded value: 89.6 is a B.</summary>
    public static Grade Of(double value) =>
        value switch
        {
            >= 90 => Grade.A,
            >= 75 => Grade.B,
            >= 60 => Grade.C,
            >= 40 => Grade.D,
            _ => Grade.E,
        };

    /// <summary>The nearest whole number; one lower where that would begin a better grade, or say that nothing is open: 89.6 is shown as 89.</summary>
    public static int Shown(double value)
    {
        var nearest = (int)Math.Round(value, MidpointRounding.AwayFromZero);
        var begins = nearest == Full || (nearest > 0 && Of(nearest) != Of(nearest - 1));
        return begins && value < nearest ? nearest - 1 : nearest;
    }

    /// <summary>The worse of two.</summary>
    public static Grade Worse(Grade one, Grade other) => one > other ? one : other;
}
