namespace CyberWatch.Scanner.Probes.Http;

/// <summary>One policy of CSP level 3, as far as scripts and framing go.</summary>
internal sealed class ContentSecurityPolicy
{
    private readonly Dictionary<string, string[]> _directives = [];

    /// <param name="text">One policy: what stands between the commas of a header.</param>
    public ContentSecurityPolicy(string text)
    {
        foreach (var directive in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = directive.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            // the first of a name counts (CSP 3 section 2.2.1)
            if (words.Length > 0)
                _directives.TryAdd(words[0].ToLowerInvariant(), [.. words[1..].Select(word => word.ToLowerInvariant())]);
        }
    }

    public bool HasFrameAncestors => _directives.ContainsKey("frame-ancestors");

    /// <summary>frame-ancestors names somebody, and not everybody.</summary>
    public bool DeniesFraming => _directives.TryGetValue("frame-ancestors", out var sources) && !sources.Any(IsAnywhere);

    /// <summary>A nonce, a hash or strict-dynamic cancels unsafe-inline.</summary>
    public bool AllowsInline =>
        Scripts is not { } sources
        || (sources.Contains("'unsafe-inline'") && !sources.Any(source => IsProof(source) || source == "'strict-dynamic'"));

    /// <summary>strict-dynamic cancels hosts and schemes.</summary>
    public bool AllowsAnyHost => Scripts is not { } sources || (!sources.Contains("'strict-dynamic'") && sources.Any(IsAnywhere));

    private string[]? Scripts =>
        _directives.GetValueOrDefault("script-src-elem")
        ?? _directives.GetValueOrDefault("script-src")
        ?? _directives.GetValueOrDefault("default-src");

    /// <summary>All policies of a page hold together: one that forbids is enough.</summary>
    public static bool AllowUnsafeScripts(IReadOnlyCollection<ContentSecurityPolicy> policies) =>
        policies.All(policy => policy.AllowsInline) || policies.All(policy => policy.AllowsAnyHost);

    private static bool IsAnywhere(string source) => source is "*" or "http:" or "https:" or "data:" or "http://*" or "https://*";

    private static bool IsProof(string source) =>
        source.StartsWith("'nonce-", StringComparison.Ordinal) || source.StartsWith("'sha", StringComparison.Ordinal);
}
