using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry;

/// <summary>The word that stands for a severity in addresses of the dashboard: its pages read it, letters write it.</summary>
public static class SeveritySlugs
{
    public static string Slug(this Severity severity) =>
        severity switch
        {
            Severity.Critical => "critique",
            Severity.High => "elevee",
            Severity.Medium => "moyenne",
            Severity.Low => "faible",
            Severity.Info => "information",
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
        };
}
