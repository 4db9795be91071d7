using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>Cookies by their names and flags; values are never kept.</summary>
internal static partial class CookieFacts
{
    private sealed record Cookie(string Name, bool Secure, bool HttpOnly, bool SameSiteNone);

    public static void Add(Dictionary<string, object?> facts, IEnumerable<HttpAnswer.Response> answers)
    {
        Cookie[] cookies = [.. answers.SelectMany(answer => answer.All("Set-Cookie")).Select(Parse).OfType<Cookie>()];
        Cookie[] sessions = [.. cookies.Where(cookie => Session().IsMatch(cookie.Name) && !NoSession().IsMatch(cookie.Name))];
        facts["session_cookies"] = Names(sessions);
        facts["session_cookies_not_secure"] = Names(sessions.Where(cookie => !cookie.Secure));
        facts["session_cookies_readable"] = Names(sessions.Where(cookie => !cookie.HttpOnly));
        facts["samesite_none_not_secure"] = Names(cookies.Where(cookie => cookie.SameSiteNone && !cookie.Secure));
    }

    private static string[] Names(IEnumerable<Cookie> cookies) => [.. cookies.Select(cookie => cookie.Name).Distinct().Take(50)];

    /// <summary>RFC 6265 section 5.2; null for one without a name and for one that is being deleted.</summary>
    private static Cookie? Parse(string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return null;

        var flags = parts[1..].Select(part => part.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()).ToHashSet();
        var deleted = flags.Any(flag => flag == "max-age=0" || flag.StartsWith("max-age=-", StringComparison.Ordinal));
        return deleted
            ? null
            : new Cookie(
                ForeignText.Of(parts[0][..equals].Trim(), 100),
                flags.Contains("secure"),
                flags.Contains("httponly"),
                flags.Contains("samesite=none")
            );
    }

    [GeneratedRegex(
        "(sess|sid$|^sid|auth|token|login|remember|cftoken|^cfid$|^jwt|_identity$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Session();

    /// <summary>Load balancers, consent, statistics, and tokens against forgery, which scripts must read.</summary>
    [GeneratedRegex(
        "(csrf|xsrf|bigip|awsalb|serverid|routeid|consent|cookie|tarteaucitron|didomi|axeptio|^_ga|^_pk|matomo|visid)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex NoSession();
}
