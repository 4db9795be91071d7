namespace CyberWatch.Scanner.Probes.Http;

/// <summary>The facts of what is written in the final page.</summary>
internal static class PageFacts
{
    private static readonly (string Product, string[] Marks)[] DefaultPages =
    [
        ("nginx", ["<title>Welcome to nginx", "successfully installed and"]),
        ("Apache", ["Apache2", "Default Page", "It works"]),
        ("Apache", ["Test Page for the", "Apache HTTP Server"]),
        ("IIS", ["<title>IIS", "iis"]),
        ("Tomcat", ["successfully installed Tomcat"]),
        ("lighttpd", ["placeholder page installed by", "lighttpd"]),
    ];

    private static readonly (string Framework, string[] Marks)[] DebugPages =
    [
        ("Django", ["DEBUG = True", "Traceback"]),
        ("Django", ["DEBUG = True", "URLconf"]),
        ("Werkzeug", ["Werkzeug", "Traceback"]),
        ("Laravel", ["Illuminate\\", "Stack trace"]),
        ("Symfony", ["Symfony\\Component", "Exception"]),
        ("ASP.NET", ["Server Error in '", "Stack Trace:"]),
        ("ASP.NET Core", ["An unhandled exception occurred", "Stack"]),
        ("Rails", ["Action Controller: Exception caught"]),
        ("Java", ["java.lang.", "at org.apache."]),
        ("PHP", ["Fatal error:", "Stack trace:", " on line "]),
    ];

    public static void Add(Dictionary<string, object?> facts, HttpAnswer.Response page)
    {
        facts["title"] = page.Page.Title;
        facts["generator"] = page.Page.Generator;
        facts["login_page"] = page.Page.HasPasswordInput;
        facts["default_page"] = Of(DefaultPages, page.Text);
        if (page.Uri.Scheme == "https")
        {
            facts["http_scripts"] = page
                .Page.Scripts.Where(script => script.TrimStart().StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                .Select(script => ForeignText.Of(script, 300))
                .Take(20)
                .ToArray();
        }
    }

    /// <summary>The framework whose own words of an error stand in one of the answers.</summary>
    public static string? DebugPage(IEnumerable<HttpAnswer.Response> answers) =>
        answers.Select(answer => Of(DebugPages, answer.Text)).FirstOrDefault(framework => framework is not null);

    private static string? Of((string Name, string[] Marks)[] known, string text) =>
        known.FirstOrDefault(page => page.Marks.All(mark => text.Contains(mark, StringComparison.Ordinal))).Name;
}
