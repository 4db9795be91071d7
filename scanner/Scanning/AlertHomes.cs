using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Which of the alerts that are known a twin belongs to.</summary>
internal static class AlertHomes
{
    public static IReadOnlyList<string> Members(Alert alert) =>
        alert.Twins.Length > 0 ? alert.Twins.Split('\n') : [alert.AssetKey];

    /// <summary>An alert that has one of the twins is the alert of them all; one that was resolved long ago is not.</summary>
    public static void Find(IReadOnlyList<string> group, IReadOnlyList<Alert> known, Dictionary<string, Alert> homes)
    {
        var candidates = known
            .Where(alert => IsCurrent(alert, known))
            .OrderBy(alert => alert.State == AlertState.Resolved)
            .ToList();
        var first = candidates.Find(alert => Members(alert).Intersect(group).Any());
        foreach (var key in group)
        {
            if ((candidates.Find(alert => Members(alert).Contains(key)) ?? first) is { } home)
                homes[key] = home;
        }
    }

    /// <summary>Of several alerts of one asset only the youngest lives on; the others were resolved before it began.</summary>
    public static bool IsCurrent(Alert alert, IReadOnlyList<Alert> known) =>
        alert.State != AlertState.Resolved
        || !known.Any(other => other.FirstSeen > alert.FirstSeen && Members(other).Intersect(Members(alert)).Any());
}
