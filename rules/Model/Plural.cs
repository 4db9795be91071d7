namespace CyberWatch.Rules.Model;

/// <summary>Which form of a word goes with a number.</summary>
public static class Plural
{
    /// <summary>The singular below 2: 0 alerte, 1,5 point, 2 alertes.</summary>
    public static string French(double number, string one, string many) => Math.Abs(number) < 2 ? one : many;

    /// <summary>The singular for 1 alone: 0 alerts, 1 alert, 1.5 points.</summary>
    public static string English(double number, string one, string many) => Math.Abs(number) is 1 ? one : many;
}
