using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>One DMARC record, read by RFC 9989. Unknown tags are ignored; tags that it removed are told apart.</summary>
internal sealed partial record DmarcRecord(string Text)
{
    private const RegexOptions Exact =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    private static readonly string[] Policies = ["none", "quarantine", "reject"];
    private static readonly string[] Removed = ["pct", "rf", "ri"];

    /// <summary>p as it counts: none where it is missing or wrong and reports are asked for, null where the record asks for nothing.</summary>
    public string? Policy { get; private init; }

    /// <summary>sp, or p where there is none.</summary>
    public string? BelowPolicy { get; private init; }

    /// <summary>y, n or u.</summary>
    public string Psd { get; private init; } = "u";
    public bool Testing { get; private init; }
    public IReadOnlyList<Uri> Reports { get; private init; } = [];
    public IReadOnlyList<string> RemovedTags { get; private init; } = [];
    public IReadOnlyList<string> Errors { get; private init; } = [];

    /// <summary>The version stands first, its value in capitals; any other text at the name is none of ours.</summary>
    public static bool IsDmarc(string text) => Version().IsMatch(text);

    public static DmarcRecord Parse(string text)
    {
        List<string> errors = [];
        var tags = TagsOf(text, errors);
        var reports = UrisOf(tags, "rua", errors);
        UrisOf(tags, "ruf", errors);
        var (policy, below) = PoliciesOf(tags, reports.Count > 0, errors);
        foreach (var (name, allowed) in Closed)
            Check(tags, name, allowed, errors);

        return new DmarcRecord(text)
        {
            Policy = policy,
            BelowPolicy = below,
            Psd = tags.GetValueOrDefault("psd") is "y" or "n" ? tags["psd"] : "u",
            Testing = tags.GetValueOrDefault("t") == "y",
            Reports = reports,
            RemovedTags = [.. Removed.Where(tags.ContainsKey)],
            Errors = errors,
        };
    }

    private static readonly (string Name, string[] Allowed)[] Closed =
    [
        ("sp", Policies),
        ("np", Policies),
        ("adkim", ["r", "s"]),
        ("aspf", ["r", "s"]),
        ("psd", ["y", "n", "u"]),
        ("t", ["y", "n"]),
    ];

    private static Dictionary<string, string> TagsOf(string text, List<string> errors)
    {
        var tags = new Dictionary<string, string>();
        foreach (var part in text.Split(';').Select(part => part.Trim(' ', '\t')).Where(part => part.Length > 0))
        {
            if (Tag().Match(part) is not { Success: true } match)
                errors.Add($"{Shown(part)}: no tag with a value");
            else if (!tags.TryAdd(match.Groups["name"].Value.ToLowerInvariant(), ValueOf(match)))
                errors.Add($"{match.Groups["name"].Value} stands more than once");
        }

        return tags;
    }

    private static string ValueOf(Match match)
    {
        var value = match.Groups["value"].Value;
        return match.Groups["name"].Value.ToLowerInvariant() is "rua" or "ruf" ? value : value.ToLowerInvariant();
    }

    /// <summary>A wrong p, sp or np with an address for reports counts as p=none; without one the record counts for nothing.</summary>
    private static (string? Policy, string? Below) PoliciesOf(Dictionary<string, string> tags, bool reports, List<string> errors)
    {
        if (!tags.TryGetValue("p", out var policy))
        {
            if (!reports)
                errors.Add("p is missing");
        }
        else if (!Policies.Contains(policy))
        {
            errors.Add($"p={Shown(policy)}: must be none, quarantine or reject");
        }

        var wrong = ((string[])["sp", "np"]).Any(name => tags.TryGetValue(name, out var value) && !Policies.Contains(value));
        if (policy is null || wrong || !Policies.Contains(policy))
            return reports ? ("none", "none") : (null, null);

        return (policy, tags.GetValueOrDefault("sp", policy));
    }

    private static void Check(Dictionary<string, string> tags, string name, string[] allowed, List<string> errors)
    {
        if (tags.TryGetValue(name, out var value) && !allowed.Contains(value))
            errors.Add($"{name}={Shown(value)}: must be {string.Join(", ", allowed[..^1])} or {allowed[^1]}");
    }

    private static List<Uri> UrisOf(Dictionary<string, string> tags, string name, List<string> errors)
    {
        List<Uri> uris = [];
        var written = tags.GetValueOrDefault(name, "");
        foreach (var text in written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // a size limit after ! is of RFC 7489 and ignored since
            var valid = Uri.TryCreate(SizeLimit().Replace(text, ""), UriKind.Absolute, out var uri);
            if (valid && uri is not { Scheme: "mailto", Host: "" })
                uris.Add(uri!);
            else
                errors.Add($"{name}={Shown(text)}: no address such as mailto:dmarc@ch-nord.example");
        }

        return uris;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"^[vV][ \t]*=[ \t]*DMARC1[ \t]*(;|\z)", Exact)]
    private static partial Regex Version();

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)[ \t]*=[ \t]*(?<value>[\x20-\x3A\x3C-\x7E]+)\z", Exact)]
    private static partial Regex Tag();

    [GeneratedRegex(@"![0-9]+[kmgt]?\z", Exact | RegexOptions.IgnoreCase)]
    private static partial Regex SizeLimit();
}
