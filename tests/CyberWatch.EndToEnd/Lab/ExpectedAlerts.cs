using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Lab;

/// <summary>The list written by hand: what the scan of the lab must find, as <c>establishment,rule,asset</c>.</summary>
internal static class ExpectedAlerts
{
    public static IReadOnlyList<string> Read() =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "tests", "CyberWatch.EndToEnd", "Lab", "expected-alerts.csv"))
                .Where(line => line.Length > 0 && line[0] != '#'),
        ];
}
