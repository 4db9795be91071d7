using System.Globalization;
using System.Text.Json;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Infra.Findings;

/// <summary>
/// One value of one field of the language, as it is compared: text, a whole number, the milliseconds of an instant (both <see cref="long"/>),
/// or the 32 hexadecimal digits of an address. What the mapping of Elasticsearch would not file (too long, malformed) is none here either.
/// </summary>
internal readonly record struct FiledTerm(QueryField Field, object Value)
{
    private static readonly Dictionary<string, QueryField> Paths = QueryFields.All.ToDictionary(field => field.Path);
    private static readonly string[] TimeForms = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd"];

    public static HashSet<FiledTerm> Of(JsonElement document)
    {
        var terms = new HashSet<FiledTerm>();
        Collect("", document, terms);
        return terms;
    }

    /// <summary>A value of a query, spelled as those that are filed.</summary>
    public static object Spelled(QueryValue value) =>
        value switch
        {
            QueryValue.Text text => text.Value,
            QueryValue.Number number => (long)number.Value,
            QueryValue.Address address => Convert.ToHexStringLower(address.Octets),
            QueryValue.Instant instant => instant.At.ToUnixTimeMilliseconds(),
            _ => throw new InvalidOperationException($"no such value: {value}"),
        };

    /// <summary>Whether the probe got an answer.</summary>
    public static bool SayAnswered(IReadOnlySet<FiledTerm> terms) => terms.Contains(Answered);

    private static FiledTerm Answered { get; } = new(QueryFields.Outcome, OutcomeWord.Answered);

    private static void Collect(string path, JsonElement value, HashSet<FiledTerm> terms)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var one in value.EnumerateObject())
                    Collect(path.Length == 0 ? one.Name : string.Concat(path, ".", one.Name), one.Value, terms);
                break;
            case JsonValueKind.Array:
                foreach (var one in value.EnumerateArray())
                    Collect(path, one, terms);
                break;
            case JsonValueKind.Null:
                break;
            default:
                if (FieldOf(path) is { } field && ValueOf(field, value) is { } filed)
                    terms.Add(new(field, filed));
                break;
        }
    }

    private static QueryField? FieldOf(string path) =>
        Paths.GetValueOrDefault(path)
        ?? (
            path.StartsWith(QueryField.Facts, StringComparison.Ordinal) ? QueryField.Fact(path[QueryField.Facts.Length..]) : null
        );

    private static object? ValueOf(QueryField field, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return field.Kind switch
        {
            QueryFieldKind.Number => NumberOf(field, text),
            QueryFieldKind.Address => QueryValue.Address.Read(text) is { } address ? Spelled(address) : null,
            QueryFieldKind.Time => TimeOf(text),
            _ => text.Length > (field.Longest ?? int.MaxValue) ? null : text,
        };
    }

    /// <summary>A fraction is cut off.</summary>
    private static long? NumberOf(QueryField field, string text)
    {
        var (least, most) = field == QueryFields.Severity ? (sbyte.MinValue, sbyte.MaxValue) : (int.MinValue, int.MaxValue);
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Truncate(number) is var whole
            && whole >= least
            && whole <= most
            ? (long)whole
            : null;
    }

    private static long? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;
}
