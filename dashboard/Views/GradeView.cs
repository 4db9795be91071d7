using CyberWatch.Rules.Scoring;

namespace CyberWatch.Dashboard.Views;

/// <summary>How a grade is drawn, and its letter in an address.</summary>
internal static class GradeView
{
    /// <summary>a to e: the end of its classes and of its colour.</summary>
    public static string Token(Grade grade) => grade.ToString().ToLowerInvariant();

    /// <summary>Null where the address names none.</summary>
    public static Grade? Parse(string? letter) =>
        Enum.GetValues<Grade>().Cast<Grade?>().FirstOrDefault(grade => Token(grade!.Value) == letter);
}
