using System.Text.RegularExpressions;

namespace CyberWatch.Tests.Dashboard;

/// <summary>A page without what only repeats the address that the reader typed: addresses of links and forms, and filter fields.</summary>
internal static partial class Typed
{
    public static string Without(string html) => Echoes().Replace(html, "");

    [GeneratedRegex(
        "(href|value|action|content)=\"[^\"]*\"|<!--.*?-->",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Echoes();
}
