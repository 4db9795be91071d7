using System.Globalization;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>From the words of an address to the filter of a list. What an address does not say, or says wrongly, filters nothing.</summary>
internal static class AlertFilters
{
    private const int LongestText = 200;
    private const int MostDays = 3650;

    public static AlertFilter Of(string? standing, string? severity, string? rule, string? text, Texts texts) =>
        new()
        {
            Standing = StateView.Standing(standing),
            Severity = SeverityView.Parse(severity, texts),
            Rule = Given(rule),
            Text = Given(text),
        };

    public static string? Given(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null
        : value.Length > LongestText ? value[..LongestText].Trim()
        : value.Trim();

    public static DateTimeOffset? Since(string? days, DateTimeOffset now) =>
        Number(days) is { } count and > 0 and <= MostDays ? now - TimeSpan.FromDays(count) : null;

    /// <summary>Read here and not by the framework, which answers what is no number with a broken page.</summary>
    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
