using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Views;

/// <summary>How letters are worded.</summary>
internal static class LetterView
{
    public static string Detail(DetailLevel detail, Texts texts) =>
        detail switch
        {
            DetailLevel.Full => texts["letters.detail-full"],
            DetailLevel.Summary => texts["letters.detail-summary"],
            DetailLevel.Link => texts["letters.detail-link"],
            _ => throw new ArgumentOutOfRangeException(nameof(detail), detail, null),
        };
}
