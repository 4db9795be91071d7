using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>How a severity is worded, which icon and colour draw it, and the word that stands for it in an address.</summary>
internal sealed record SeverityView(string Token, string Word, string Slug)
{
    public static SeverityView Of(Severity severity, Texts texts) =>
        severity switch
        {
            Severity.Critical => new("critical", texts["words.critical"], severity.Slug()),
            Severity.High => new("high", texts["words.high"], severity.Slug()),
            Severity.Medium => new("medium", texts["words.medium"], severity.Slug()),
            Severity.Low => new("low", texts["words.low"], severity.Slug()),
            Severity.Info => new("info", texts["words.info"], severity.Slug()),
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
        };

    /// <summary>The severity of an address, or null when it names none.</summary>
    public static Severity? Parse(string? slug, Texts texts) =>
        Enum.GetValues<Severity>().Cast<Severity?>().FirstOrDefault(severity => Of(severity!.Value, texts).Slug == slug);
}
