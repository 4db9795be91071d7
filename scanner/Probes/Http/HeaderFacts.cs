using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>The facts of the header section of the final page. They are stated about a complete 200 of HTML only; an absence needs no less.</summary>
internal static partial class HeaderFacts
{
    public static void Add(Dictionary<string, object?> facts, HttpAnswer.Response page)
    {
        AddPolicies(facts, page);
        if (page.Uri.Scheme == "https")
            facts["hsts_max_age"] = MaxAge(page.First("Strict-Transport-Security"));

        facts["nosniff"] = "nosniff".Equals(page.First("X-Content-Type-Options")?.Trim(), StringComparison.OrdinalIgnoreCase);
        var referrer = string.Join(", ", page.All("Referrer-Policy"));
        facts["referrer_policy"] = referrer.Length == 0 ? null : ForeignText.Of(referrer.ToLowerInvariant(), 200);
    }

    /// <summary>What the server says of itself, in any complete answer.</summary>
    public static void AddBanners(Dictionary<string, object?> facts, HttpAnswer.Response answer)
    {
        var server = answer.First("Server");
        var powered = answer.First("X-Powered-By");
        facts["server"] = server is null ? null : ForeignText.Of(server, 200);
        facts["powered_by"] = powered is null ? null : ForeignText.Of(powered, 200);
        var product = Product().Match(server ?? "");
        facts["server_product"] = product.Success ? product.Groups["name"].Value.Trim().ToLowerInvariant() : null;
        facts["server_version"] = product.Groups["version"] is { Success: true } version ? version.Value : null;
        facts["php_version"] = Php().Match(powered ?? "") is { Success: true } php ? php.Groups["version"].Value : null;
        facts["distribution_banner"] = Distribution().IsMatch($"{server} {powered}");
    }

    /// <summary>RFC 6797 section 6.1: the first header counts, max-age must be there once; null for whatever is broken.</summary>
    public static double? MaxAge(string? header)
    {
        var ages = (header ?? "")
            .Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(directive => directive[0].Equals("max-age", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return ages is [[_, var value]] && value.Trim('"') is { Length: > 0 and < 16 } digits && digits.All(char.IsAsciiDigit)
            ? double.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static void AddPolicies(Dictionary<string, object?> facts, HttpAnswer.Response page)
    {
        string[] sent =
        [
            .. page.All("Content-Security-Policy").SelectMany(header => header.Split(',', StringSplitOptions.TrimEntries)),
        ];
        string[] all = [.. sent.Concat(page.Page.Policies).Where(policy => policy.Length > 0)];
        facts["csp"] = all.Length == 0 ? null : ForeignText.Of(string.Join(", ", all), 4000);
        facts["csp_unsafe_script"] =
            all.Length == 0
                ? null
                : ContentSecurityPolicy.AllowUnsafeScripts([.. all.Select(text => new ContentSecurityPolicy(text))]);
        facts["framing_denied"] = DeniesFraming([.. sent.Select(text => new ContentSecurityPolicy(text))], page);
    }

    /// <summary>frame-ancestors comes first (CSP 3 section 6.4.2.2); ALLOW-FROM is understood by nobody any more.</summary>
    private static bool DeniesFraming(ContentSecurityPolicy[] policies, HttpAnswer.Response page)
    {
        if (policies.Any(policy => policy.HasFrameAncestors))
            return policies.Any(policy => policy.DeniesFraming);

        string[] options =
        [
            .. page.All("X-Frame-Options")
                .SelectMany(header => header.Split(','))
                .Select(option => option.Trim().ToUpperInvariant()),
        ];
        return options.Length > 0 && options.All(option => option is "DENY" or "SAMEORIGIN");
    }

    [GeneratedRegex(
        @"^(?<name>[A-Za-z][A-Za-z0-9 ._-]{0,60})(/(?<version>[0-9][0-9A-Za-z._-]{0,40}))?",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Product();

    [GeneratedRegex(@"PHP/(?<version>[0-9]+(\.[0-9]+)*)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Php();

    [GeneratedRegex(
        @"(debian|ubuntu|\+deb[0-9]|red hat|centos|rocky|alma|fedora|suse|amazon|raspbian|oracle linux)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Distribution();
}
