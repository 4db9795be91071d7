using System.Globalization;
using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>A finding as a row of the list shows it. Products and rules are as the index has them, which a query needs.</summary>
internal sealed record FindingView(
    FindingKey Key,
    DateTimeOffset At,
    string Establishment,
    string Outcome,
    Severity? Severity,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Rules
)
{
    private const int LongestLine = 2_000;
    private static readonly JsonSerializerOptions Indented = new(DocumentJson.Options) { WriteIndented = true };

    public bool Answered => Outcome == OutcomeWord.Answered;

    public static FindingView Of(JsonElement document)
    {
        var ours = document.GetProperty("cyberwatch");
        var key = FindingKey.Of(document);
        var products = document.TryGetProperty("service", out var service) ? Texts(service, "product") : [];
        return new(
            key,
            document.GetProperty("@timestamp").GetDateTimeOffset(),
            Scanned.Text(Text(ours.GetProperty("establishment"), "name") is { Length: > 0 } name ? name : key.Finess),
            Text(ours, "outcome"),
            ours.GetProperty("severity").GetInt32() is var number and >= 0 && Enum.IsDefined((Severity)number)
                ? (Severity)number
                : null,
            products,
            Texts(document.GetProperty("rule"), "id")
        );
    }

    /// <summary>The document for reading: a line a value, each bounded, without characters that steer.</summary>
    public static string Json(JsonElement document) =>
        string.Join(
            '\n',
            JsonSerializer
                .Serialize(document, Indented)
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => Scanned.Text(line, LongestLine))
        );

    /// <summary>A value of a facet for people; <paramref name="names"/> has those of establishments.</summary>
    public static string Value(QueryField field, QueryValue value, IReadOnlyDictionary<string, string> names, Texts texts) =>
        value switch
        {
            QueryValue.Number { Value: < 0 } => texts["findings.no-severity"],
            QueryValue.Number number when Enum.IsDefined((Severity)number.Value) => SeverityView
                .Of((Severity)number.Value, texts)
                .Word,
            QueryValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
            QueryValue.Text { Value: OutcomeWord.Answered } when field == QueryFields.Outcome => texts["findings.answered"],
            QueryValue.Text text when field == QueryFields.Outcome => SilenceView.Of(text.Value, texts),
            QueryValue.Text text => Scanned.Text(names.GetValueOrDefault(text.Value, text.Value)),
            _ => Scanned.Text(value.ToString()),
        };

    public static string Facet(QueryField field, Texts texts) =>
        field.Path switch
        {
            "cyberwatch.probe" => texts["findings.probe"],
            "cyberwatch.outcome" => texts["findings.outcome"],
            "cyberwatch.severity" => texts["findings.severity"],
            "rule.id" => texts["findings.rule"],
            "cyberwatch.establishment.finess" => texts["findings.establishment"],
            _ => texts["findings.product"],
        };

    private static string Text(JsonElement parent, string name) => string.Join(", ", Texts(parent, name));

    private static IReadOnlyList<string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => [value.GetString()!],
                JsonValueKind.Array => [.. value.EnumerateArray().Select(one => one.ToString())],
                _ => [],
            }
            : [];
}
