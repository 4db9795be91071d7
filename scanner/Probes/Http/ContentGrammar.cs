using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>Tells a file by what is in it, never by the status it came with. Bounded input, linear time.</summary>
internal static partial class ContentGrammar
{
    public static bool IsGitHead(HttpAnswer.Response answer) => GitHead().IsMatch(answer.Text);

    public static bool IsGitConfig(HttpAnswer.Response answer) =>
        answer.Text.Contains("[core]", StringComparison.Ordinal)
        && answer.Text.Contains("repositoryformatversion", StringComparison.Ordinal);

    public static bool IsSvnEntries(HttpAnswer.Response answer) => SvnEntries().IsMatch(answer.Text);

    /// <summary>Two settings at least, and nothing that is neither a setting, a comment nor blank.</summary>
    public static bool IsEnvironment(HttpAnswer.Response answer)
    {
        var lines = Lines(answer).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        return lines.Length >= 2 && lines.All(line => Setting().IsMatch(line));
    }

    /// <summary>Names only.</summary>
    public static string[] Keys(HttpAnswer.Response answer) =>
        [
            .. Lines(answer)
                .Select(line => Setting().Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups["key"].Value)
                .Distinct()
                .Take(50),
        ];

    public static bool IsArchiveOrDump(HttpAnswer.Response answer) =>
        answer.Body.AsSpan() is [0x50, 0x4B, 3, 4, ..] or [0x1F, 0x8B, 8, ..] or [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, ..]
        || Dump().IsMatch(Encoding.Latin1.GetString(answer.Body.AsSpan(0, Math.Min(512, answer.Body.Length))));

    public static bool IsLog(HttpAnswer.Response answer) => Lines(answer).Take(5).Any(line => LogLine().IsMatch(line));

    public static bool IsPrivateKey(HttpAnswer.Response answer) => PrivateKey().IsMatch(answer.Text);

    public static bool IsPhpInfo(HttpAnswer.Response answer) =>
        answer.Text.Contains("phpinfo()", StringComparison.Ordinal)
        && answer.Text.Contains("PHP Version", StringComparison.Ordinal);

    public static bool IsServerStatus(HttpAnswer.Response answer) =>
        answer.Text.Contains("Apache Server Status for", StringComparison.Ordinal)
        && answer.Text.Contains("Server uptime", StringComparison.Ordinal);

    /// <summary>The title that web servers give, and a way up.</summary>
    public static bool IsListing(HttpAnswer.Response answer) =>
        answer.IsHtml
        && (
            (
                answer.Page.Title?.StartsWith("Index of /", StringComparison.OrdinalIgnoreCase) is true
                && (answer.Text.Contains("Parent Directory", StringComparison.Ordinal) || answer.Page.Links.Contains("../"))
            )
            || answer.Page.Title?.StartsWith("Directory listing for /", StringComparison.Ordinal) is true
            || answer.Text.Contains("[To Parent Directory]", StringComparison.Ordinal)
        );

    public static bool IsActuator(HttpAnswer.Response answer) =>
        Json(
            answer,
            root =>
                root.TryGetProperty("_links", out var links)
                && links.TryGetProperty("self", out _)
                && links.EnumerateObject().Skip(1).Any()
        );

    public static bool IsApiDocument(HttpAnswer.Response answer) =>
        Json(
            answer,
            root =>
                (root.TryGetProperty("openapi", out _) || root.TryGetProperty("swagger", out _))
                && root.TryGetProperty("paths", out _)
        );

    private static bool Json(HttpAnswer.Response answer, Func<JsonElement, bool> holds)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && holds(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Lines(HttpAnswer.Response answer) =>
        answer.Text.Split('\n').Select(line => line.Trim()).Take(2000);

    [GeneratedRegex(
        @"\A(ref: refs/[A-Za-z0-9._/-]{1,200}|[0-9a-f]{40})\s?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex GitHead();

    [GeneratedRegex(@"\A[0-9]{1,2}\r?\n(\z|\r?\n?dir\r?\n)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SvnEntries();

    [GeneratedRegex(
        @"^(export )?(?<key>[A-Za-z_][A-Za-z0-9_]{0,80})=[^<]*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Setting();

    [GeneratedRegex(
        @"(-- (MySQL|MariaDB) dump |-- PostgreSQL database dump|CREATE TABLE |INSERT INTO )",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Dump();

    [GeneratedRegex(
        @"^(\S+ \S+ \S+ \[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[^\]]+\] ""|\[[A-Z][a-z]{2} [A-Z][a-z]{2} +[0-9]{1,2} [0-9:.]+ [0-9]{4}\] \[|[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9:]{8} \[[a-z]+\] |\[[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9:]{8}( [A-Za-z/_]+)?\] |\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+\S* +\S*(ERROR|WARN|INFO|DEBUG))",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex LogLine();

    [GeneratedRegex(@"-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PrivateKey();
}
