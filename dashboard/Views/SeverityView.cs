using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>How a severity is worded, which icon and colour draw it, and the word that stands for it in an address.</summary>
internal sealed record SeverityView(string Token, string Word, string Slug)
{
    public static SeverityView Of(Severity severity, Texts texts) =>
        severity switch
        {
            Severity.Critical => new("critical", texts["words.critical"], "critique"),
            Severity.High => new("high", texts["words.high"], "elevee"),
            Severity.Medium => new("medium", texts["words.medium"], "moyenne"),
            Severity.Low => new("low", texts["words.low"], "faible"),
            Severity.Info => new("info", texts["words.info"], "information"),
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
        };

    /// <summary>The severity of an address, or null when it names none.</summary>
    public static Severity? Parse(string? slug, Texts texts) =>
        Enum.GetValues<Severity>().Cast<Severity?>().FirstOrDefault(severity => Of(severity!.Value, texts).Slug == slug);
}
