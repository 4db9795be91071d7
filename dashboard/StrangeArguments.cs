namespace CyberWatch.Dashboard;

/// <summary>Arguments that nobody would read.</summary>
internal static class StrangeArguments
{
    public const string Help = """
        CyberWatch.Dashboard: the pages of CyberWatch.

        Usage:
          CyberWatch.Dashboard [--data DIR] [--config FILE] [--Section:Key=value …]

          --data DIR             folder of the registry (or CYBERWATCH_DATA)
          --config FILE          one JSON file of options
          --Section:Key=value    one option; infra/OPTIONS.md lists them, for instance --Dashboard:Listen=http://localhost:5080
        """;

    public static bool AskForHelp(IReadOnlyList<string> arguments) =>
        arguments.Any(argument => argument is "--help" or "-h" or "-?");

    // what ASP.NET's host reads itself
    private static readonly HashSet<string> OfHost = new(StringComparer.OrdinalIgnoreCase)
    {
        "--applicationName",
        "--contentRoot",
        "--environment",
        "--urls",
    };

    /// <summary>One sentence for each; an argument of the host has its value behind <c>=</c> or in the next place.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<string> arguments)
    {
        var follows = false;
        foreach (var argument in arguments)
        {
            var isOfHost = OfHost.Contains(argument.Split('=')[0]);
            // an empty section, as hosting under test writes them, sets nothing
            if (!isOfHost && !follows && !argument.EndsWith('='))
            {
                yield return $"{argument}: the dashboard takes --data DIR, --config FILE and --Section:Key=value, as infra/OPTIONS.md has them.";
            }

            follows = isOfHost && !argument.Contains('=', StringComparison.Ordinal);
        }
    }
}
