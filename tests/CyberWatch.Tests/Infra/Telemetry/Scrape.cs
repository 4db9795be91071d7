using System.Globalization;
using System.Text.RegularExpressions;

namespace CyberWatch.Tests.Infra.Telemetry;

/// <summary>What <c>/metrics</c> said, read as Prometheus reads it, our own figures only.</summary>
internal sealed partial class Scrape(string text)
{
    public string Text => text;

    /// <summary>Each family with its kind: counter, gauge or histogram.</summary>
    public IReadOnlyDictionary<string, string> Families { get; } =
        Types().Matches(text).ToDictionary(line => line.Groups["name"].Value, line => line.Groups["kind"].Value);

    /// <summary>The labels of a family, in order of their names, without those that every figure has.</summary>
    public string LabelsOf(string family) =>
        string.Join(
            ", ",
            Samples()
                .Matches(text)
                .Where(line => line.Groups["name"].Value is var name && (name == family || name == family + "_count"))
                .SelectMany(line => Labels().Matches(line.Groups["labels"].Value))
                .Select(label => label.Groups["name"].Value)
                .Where(name => !name.StartsWith("otel_", StringComparison.Ordinal))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    /// <summary>The figure with these labels, as <c>state="held"</c>; null where there is none.</summary>
    public double? Of(string name, params string[] labels) =>
        Samples()
            .Matches(text)
            .Where(line => line.Groups["name"].Value == name)
            .Where(line => labels.All(label => line.Groups["labels"].Value.Contains(label, StringComparison.Ordinal)))
            .Select(line => (double?)double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture))
            .FirstOrDefault();

    [GeneratedRegex(
        "^# TYPE (?<name>cyberwatch_[a-z_]+) (?<kind>[a-z]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Types();

    [GeneratedRegex(
        "^(?<name>cyberwatch_[a-z_]+)(\\{(?<labels>[^}]*)\\})? (?<value>[^ \\r\\n]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Samples();

    [GeneratedRegex("(?<name>[a-z_]+)=\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labels();
}
