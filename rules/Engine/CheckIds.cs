using System.Globalization;

namespace CyberWatch.Rules.Engine;

/// <summary>The ids of the catalogue of exposures, numbered from 01 within each group; a rule names those that it covers.</summary>
public static class CheckIds
{
    private static readonly Dictionary<string, int> LastOf = new()
    {
        ["DNS"] = 19,
        ["ML"] = 18,
        ["TLS"] = 20,
        ["WEB"] = 25,
        ["SVC"] = 30,
        ["HLT"] = 13,
        ["VUL"] = 17,
    };

    public static IReadOnlyList<string> All { get; } =
    [
        .. LastOf.SelectMany(group =>
            Enumerable.Range(1, group.Value).Select(n => group.Key + n.ToString("-00", CultureInfo.InvariantCulture))
        ),
    ];

    private static readonly HashSet<string> Known = [.. All];

    public static bool Contains(string id) => Known.Contains(id);
}
