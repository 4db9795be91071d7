using System.Globalization;
using System.Text.RegularExpressions;

namespace CyberWatch.Infra.Registry;

/// <summary>
/// Details of the audit trail as pairs, <c>sites=12 new=3</c>, of which pages make a sentence in the reader's language. A value holds no blank;
/// the last one may, since nothing follows it.
/// </summary>
public sealed partial class AuditWords
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private AuditWords() { }

    /// <summary>Null where there is no such word.</summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>The word as a number; null where it is none.</summary>
    public int? Number(string key) =>
        int.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The word as a day; null where it is none.</summary>
    public DateOnly? Day(string key) =>
        DateOnly.TryParseExact(this[key], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>In this order; what has no value is left out.</summary>
    public static string Format(params ReadOnlySpan<(string Key, object? Value)> words)
    {
        var said = new List<string>(words.Length);
        foreach (var (key, value) in words)
        {
            var text = value is DateOnly day
                ? day.ToString("O", CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture);
            if (!string.IsNullOrEmpty(text))
                said.Add($"{key}={text}");
        }

        return string.Join(' ', said);
    }

    /// <summary>Null for what somebody wrote, and for text of before. What a value holds of the same form is part of it once its key is known.</summary>
    public static AuditWords? Parse(string? detail)
    {
        var (words, last) = (new AuditWords(), "");
        foreach (var part in (detail ?? "").Split(' '))
        {
            if (Pair().Match(part) is { Success: true } pair && !words._values.ContainsKey(pair.Groups["key"].Value))
                words._values[last = pair.Groups["key"].Value] = pair.Groups["value"].Value;
            else if (last.Length > 0)
                words._values[last] += ' ' + part;
            else
                return null;
        }

        return words;
    }

    [GeneratedRegex("^(?<key>[a-z]+)=(?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Pair();
}
