using System.Text.RegularExpressions;

namespace CyberWatch.Infra.Options;

/// <summary>
/// What can be set, as OPTIONS.md has it. That document is made from all classes of options, and so knows those of the other
/// program too, which reads the same file.
/// </summary>
internal sealed partial class KnownSettings
{
    public static KnownSettings All { get; } = new(Document());

    /// <summary>Sections of the framework: what stands in them is not ours to judge.</summary>
    private static readonly HashSet<string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        "AllowedHosts",
        "Kestrel",
        "Logging",
        "Urls",
    };

    private readonly HashSet<string> _single = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);

    public KnownSettings(string document)
    {
        foreach (Match line in Lines().Matches(document))
        {
            (line.Groups["list"].Success ? _lists : _single).Add(line.Groups["key"].Value);
        }
    }

    /// <summary>Why this cannot be set; null when it can. An empty section of a file sets nothing.</summary>
    public string? FaultOf(string key, string? value)
    {
        var (head, last) = Split(key);
        if (
            Foreign.Contains(key.Split(':')[0])
            || _single.Contains(key)
            || (_lists.Contains(head) && last.All(char.IsAsciiDigit))
        )
        {
            return null;
        }

        if (_lists.Contains(key))
        {
            return string.IsNullOrEmpty(value) ? null : $"This is a list: set {key}:0, {key}:1 and so on.";
        }

        if (UnderSection(key) is not { } option)
        {
            return $"There is no such option. The nearest is {Nearest(key)}; infra/OPTIONS.md has them all.";
        }

        return string.IsNullOrEmpty(value)
            ? null
            : $"This is a section and has no value of its own; an option of it is {option}.";
    }

    private string? UnderSection(string key) =>
        Known
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(known => known.StartsWith(key + ':', StringComparison.OrdinalIgnoreCase));

    /// <summary>A name without a section is held against the sections too.</summary>
    private string Nearest(string key)
    {
        IEnumerable<string> sections = key.Contains(':', StringComparison.Ordinal)
            ? []
            : [.. Foreign, .. Known.Select(known => Split(known).Head)];
        return Known.Concat(sections).MinBy(known => (Distance(key, known), known))!;
    }

    private IEnumerable<string> Known => _single.Concat(_lists);

    private static (string Head, string Last) Split(string key)
    {
        var colon = key.LastIndexOf(':');
        return colon < 0 ? ("", key) : (key[..colon], key[(colon + 1)..]);
    }

    /// <summary>How many letters must be put in, taken out or changed (Levenshtein), whatever their case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i + 1);
            for (var j = 0; j < other.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(one[i]) == char.ToUpperInvariant(other[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[^1];
    }

    private static string Document()
    {
        using var stream =
            typeof(KnownSettings).Assembly.GetManifestResourceStream("OPTIONS.md")
            ?? throw new InvalidOperationException("The build left out OPTIONS.md.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        @"^\| `(?<key>[A-Za-z0-9]+(:[A-Za-z][A-Za-z0-9]*)+)(?<list>:0)?` \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Lines();
}
