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

    public static DateTimeOffset? Since(int? days, DateTimeOffset now) =>
        days is > 0 and <= MostDays ? now - TimeSpan.FromDays(days.Value) : null;
}
