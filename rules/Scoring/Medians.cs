using System.Runtime.InteropServices;

namespace CyberWatch.Rules.Scoring;

/// <summary>One establishment as a member of its category and of its region.</summary>
public sealed record MedianMember(string? Category, string? Region, int Shown, bool Provisional);

/// <summary>The middle of so many scores.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Median(int Score, int Members);

/// <summary>
/// The middle of each category's and region's scores, so that an establishment knows where it stands and nobody learns another's score:
/// none under ten members, and a provisional score is nobody's.
/// </summary>
public sealed class Medians
{
    /// <summary>Fewer would tell on each other.</summary>
    public const int Fewest = 10;

    private readonly Dictionary<string, Median> _categories;
    private readonly Dictionary<string, Median> _regions;

    private Medians(List<MedianMember> members)
    {
        _categories = By(members, member => member.Category);
        _regions = By(members, member => member.Region);
        All = members.Count >= Fewest ? Of([.. members.Select(member => member.Shown)]) : null;
    }

    /// <summary>Over all members.</summary>
    public Median? All { get; }

    public static Medians Of(IEnumerable<MedianMember> members) => new([.. members.Where(member => !member.Provisional)]);

    public Median? OfCategory(string? category) => Find(_categories, category);

    public Median? OfRegion(string? region) => Find(_regions, region);

    private static Median? Find(Dictionary<string, Median> medians, string? group) =>
        group is not null && medians.TryGetValue(group, out var median) ? median : null;

    private static Dictionary<string, Median> By(List<MedianMember> members, Func<MedianMember, string?> group) =>
        members
            .GroupBy(group)
            .Where(ofGroup => ofGroup.Key is not null && ofGroup.Count() >= Fewest)
            .ToDictionary(ofGroup => ofGroup.Key!, ofGroup => Of([.. ofGroup.Select(member => member.Shown)]));

    /// <summary>Between two middles the lower half point: a score is never rounded up.</summary>
    private static Median Of(List<int> scores)
    {
        scores.Sort();
        var upper = scores.Count / 2;
        var middle = scores.Count % 2 == 1 ? scores[upper] : (scores[upper - 1] + scores[upper]) / 2;
        return new(middle, scores.Count);
    }
}
